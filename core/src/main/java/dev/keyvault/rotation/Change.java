package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.ObjectId;
import dev.keyvault.snapshot.ObjectInspection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Problem;

/**
 * A key whose value differs between two snapshots. A new version with the same value is
 * no change.
 *
 * @param declaration the name of the declaration that asks for the key
 * @param key the key
 * @param before the value there was, or {@code null} if the key had none
 * @param after the value there will be, or {@code null} if the key will have none
 */
public record Change(String declaration, NamedKey key, @Nullable Entry before, @Nullable Entry after) {

	public Change {
		if (before == null && after == null) {
			throw new IllegalArgumentException("A change has a value before or after it");
		}
	}

	static List<Change> between(Snapshot before, Snapshot after) {
		List<Change> changes = new ArrayList<>();
		Set<String> declarations = new LinkedHashSet<>(before.layers().keySet());
		declarations.addAll(after.layers().keySet());
		for (String declaration : declarations) {
			changes.addAll(between(declaration, before.layer(declaration), after.layer(declaration)));
		}
		return changes;
	}

	private static List<Change> between(String declaration, Map<NamedKey, Entry> before, Map<NamedKey, Entry> after) {
		Set<NamedKey> keys = new LinkedHashSet<>(before.keySet());
		keys.addAll(after.keySet());
		return keys.stream()
			.filter((key) -> differ(before.get(key), after.get(key)))
			.map((key) -> new Change(declaration, key, before.get(key), after.get(key)))
			.toList();
	}

	private static boolean differ(@Nullable Entry before, @Nullable Entry after) {
		return (before == null) || (after == null) || !before.value().equals(after.value());
	}

	/**
	 * Return the object that the key is from, at its new version.
	 * @return the identifier, with its version; that of the old version if the key will
	 * have no value
	 */
	public ObjectId object() {
		return entry().origin();
	}

	/**
	 * Return the entry that the change is about.
	 * @return the value there will be, or the one there was if there will be none
	 */
	public Entry entry() {
		return (this.after != null) ? this.after : Objects.requireNonNull(this.before);
	}

	Stream<Problem> findFlaws(ObjectInspection inspection) {
		boolean known = this.before != null && this.after != null && this.before.origin().equals(this.after.origin());
		return (this.after == null || known) ? Stream.empty()
				: inspection.findFlaws(this.after, this.declaration).stream();
	}

	/**
	 * Return the change without the values.
	 * @return such as {@code spring.datasource.password (secret 'db-password' of vault
	 * 'payments': 01234567 to 89abcdef)}
	 */
	@Override
	public String toString() {
		return "%s (%s '%s' of vault '%s': %s to %s)".formatted(this.key, object().kind().word(), object().name(),
				object().vault().name(), version(this.before), version(this.after));
	}

	private static String version(@Nullable Entry entry) {
		return (entry != null) ? entry.shortVersion() : "none";
	}

}
