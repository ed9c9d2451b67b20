package dev.keyvault.spring.config.redaction;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.spring.config.literal.Placeholders;

/**
 * Finds imported values in a text that is about to be shown: the values in force, those
 * of the start for as long as the application runs, and the last 1,000 others that were
 * replaced. Each value is searched for unchanged, escaped, resolved, and without white
 * space around it. At 25 KB, the longest that a secret may be, the 1,000 take 25 MB.
 * Thread-safe.
 */
@Internal
public final class ShownValues {

	static final int MOST_FORMER = 1000;

	private static final int SHORTEST = 4;

	private final Function<Entry, Stream<SensitiveValue>> forms;

	private final Set<SensitiveValue> first = new LinkedHashSet<>();

	private final Set<SensitiveValue> former = new LinkedHashSet<>();

	/**
	 * Create an empty memory.
	 * @param forms gives the forms that a value is used in
	 */
	public ShownValues(Function<Entry, Stream<SensitiveValue>> forms) {
		this.forms = forms;
	}

	/**
	 * Take note of the values of a snapshot that is about to be replaced.
	 * @param before the snapshot in force until now
	 * @param after the snapshot that comes into force
	 */
	public synchronized void replace(Snapshot before, Snapshot after) {
		if (this.first.isEmpty()) {
			entries(before).flatMap(this.forms).forEach(this.first::add);
			return;
		}
		Set<SensitiveValue> kept = entries(after).map(Entry::value).collect(Collectors.toSet());
		entries(before).filter((entry) -> !kept.contains(entry.value())).flatMap(this.forms).forEach(this::add);
	}

	private void add(SensitiveValue value) {
		if (this.first.contains(value)) {
			return;
		}
		this.former.remove(value);
		this.former.add(value);
		if (this.former.size() > MOST_FORMER) {
			this.former.remove(this.former.iterator().next());
		}
	}

	/**
	 * Return whether a text shows a value.
	 * @param text the text
	 * @param current the snapshot in force
	 * @return whether some value of at least 4 characters is part of the text
	 */
	public synchronized boolean areIn(String text, Snapshot current) {
		return Stream.of(entries(current).flatMap(this.forms), this.first.stream(), this.former.stream())
			.flatMap(Function.identity())
			.map((value) -> value.reveal().strip())
			.filter((value) -> value.length() >= SHORTEST)
			.anyMatch((value) -> text.contains(value) || text.contains(Placeholders.escape(value)));
	}

	private static Stream<Entry> entries(Snapshot snapshot) {
		return snapshot.layers().values().stream().flatMap((layer) -> layer.values().stream());
	}

}
