package dev.keyvault.rotation;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectSelection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Takes rejected changes out of a rotation. With a change goes all else that comes from
 * the same version of the same object, so that no reader ever sees half of it.
 */
final class Withholding {

	private final Rotation rotation;

	private final Map<Change, RejectedChange> rejected;

	Withholding(Rotation rotation, Map<Change, RejectedChange> rejected) {
		this.rotation = rotation;
		this.rejected = new LinkedHashMap<>(rejected);
		addCompanions(new ArrayDeque<>(rejected.keySet()));
	}

	private void addCompanions(Queue<Change> causes) {
		while (!causes.isEmpty()) {
			Change cause = causes.remove();
			this.rotation.changes()
				.stream()
				.filter((change) -> !this.rejected.containsKey(change) && haveCommonOrigin(change, cause))
				.forEach((change) -> {
					this.rejected.put(change, companion(change, cause));
					causes.add(change);
				});
		}
	}

	private static boolean haveCommonOrigin(Change one, Change other) {
		return selections(one).anyMatch((selection) -> selections(other).anyMatch(selection::equals));
	}

	private static Stream<ObjectSelection> selections(Change change) {
		return Stream.of(change.before(), change.after())
			.filter(Objects::nonNull)
			.map((entry) -> entry.mapping().selection());
	}

	private static RejectedChange companion(Change change, Change cause) {
		return new RejectedChange(change, "The key '%s' of the same object was rejected.".formatted(cause.key()));
	}

	/**
	 * Return what does not come into force.
	 * @return the rejected, those included that follow from others
	 */
	List<RejectedChange> rejected() {
		return List.copyOf(this.rejected.values());
	}

	/**
	 * Return what may go on.
	 * @return the rotation without what is rejected
	 */
	Rotation rest() {
		Set<ObjectSelection> withheld = this.rejected.keySet()
			.stream()
			.flatMap(Withholding::selections)
			.collect(Collectors.toCollection(HashSet::new));
		Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();
		this.rotation.after().layers().keySet().forEach((layer) -> layers.put(layer, rest(layer, withheld)));
		return Rotation.between(this.rotation.before(), new Snapshot(layers));
	}

	private Map<NamedKey, Entry> rest(String name, Collection<ObjectSelection> withheld) {
		Map<NamedKey, Entry> before = this.rotation.before().layer(name);
		Map<NamedKey, Entry> after = this.rotation.after().layer(name);
		Set<NamedKey> keys = new LinkedHashSet<>(before.keySet());
		keys.addAll(after.keySet());
		Map<NamedKey, Entry> layer = new LinkedHashMap<>();
		for (NamedKey key : keys) {
			Entry old = before.get(key);
			Entry fresh = after.get(key);
			Entry kept = (isOneOf(old, withheld) || isOneOf(fresh, withheld)) ? old : fresh;
			if (kept != null) {
				layer.put(key, kept);
			}
		}
		return layer;
	}

	private static boolean isOneOf(@Nullable Entry entry, Collection<ObjectSelection> selections) {
		return entry != null && selections.contains(entry.mapping().selection());
	}

}
