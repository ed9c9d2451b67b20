package dev.keyvault.rotation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectSelection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * Asks validators about a rotation until what is left of it is rejected by none of them.
 * They are looked up each time.
 */
final class RotationReview {

	private static final Logger logger = LoggerFactory.getLogger(RotationPoller.class);

	private final Supplier<Stream<RotationValidator>> validators;

	private final Map<String, String> failing = new HashMap<>();

	RotationReview(Supplier<Stream<RotationValidator>> validators) {
		this.validators = validators;
	}

	Result review(Rotation proposed) {
		List<RejectedChange> rejected = new ArrayList<>();
		Rotation rotation = proposed;
		Exclusion exclusion = ask(rotation);
		while (!exclusion.rejected().isEmpty()) {
			rejected.addAll(exclusion.rejected());
			rotation = exclusion.rest();
			exclusion = ask(rotation);
		}
		return new Result(rotation, rejected);
	}

	private Exclusion ask(Rotation rotation) {
		Map<Change, RejectedChange> rejected = new LinkedHashMap<>();
		if (!rotation.changes().isEmpty()) {
			rejected(rotation).forEach((rejection) -> rejected.putIfAbsent(rejection.change(), rejection));
		}
		return new Exclusion(rotation, rejected);
	}

	private List<RejectedChange> rejected(Rotation rotation) {
		return Isolation.call(
				() -> this.validators.get().flatMap((validator) -> ask(validator, rotation).stream()).toList(),
				(thrown) -> rejectAll(rotation, "Looking up the validators", thrown));
	}

	private List<RejectedChange> ask(RotationValidator validator, Rotation rotation) {
		String name = "The validator " + validator.getClass().getName();
		return Isolation.call(() -> {
			List<RejectedChange> rejected = validator.validate(rotation)
				.stream()
				.filter((rejection) -> rotation.changes().contains(rejection.change()))
				.toList();
			this.failing.remove(name);
			return rejected;
		}, (thrown) -> rejectAll(rotation, name, thrown));
	}

	private List<RejectedChange> rejectAll(Rotation rotation, String subject, Throwable thrown) {
		RedactedException failure = RedactedException.of(thrown);
		String reason = "%s failed with %s.".formatted(subject, failure.describe());
		if (!reason.equals(this.failing.put(subject, reason))) {
			logger.error("{} All changes are rejected", reason, failure);
		}
		return rotation.changes().stream().map((change) -> new RejectedChange(change, reason)).toList();
	}

	/**
	 * What is left of a proposed rotation.
	 *
	 * @param rotation the step that no validator rejects
	 * @param rejected the changes that were rejected, those included that are rejected
	 * along with another one
	 */
	record Result(Rotation rotation, List<RejectedChange> rejected) {

		Result {
			rejected = List.copyOf(rejected);
		}

		static Result unchanged(Snapshot snapshot) {
			return new Result(new Rotation(snapshot, snapshot, List.of()), List.of());
		}

	}

	/**
	 * Takes rejected changes out of a rotation. With a change goes all else that comes
	 * from the same version of the same object, so that no reader ever sees half of it.
	 */
	private static final class Exclusion {

		private final Rotation rotation;

		private final Map<Change, RejectedChange> rejected;

		Exclusion(Rotation rotation, Map<Change, RejectedChange> rejected) {
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
				.flatMap(Exclusion::selections)
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

}
