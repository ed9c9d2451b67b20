package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectSelection;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Asks validators about a rotation until what is left of it is refused by none of them.
 * With a change goes all else that comes from the same version of the same object, so
 * that no reader ever sees half of it.
 */
final class Approvals {

	private final List<RotationValidator> validators;

	Approvals(List<RotationValidator> validators) {
		this.validators = List.copyOf(validators);
	}

	Approval approve(Rotation proposed) {
		Rotation rotation = proposed;
		List<Refusal> all = new ArrayList<>();
		List<Refusal> refusals = refusals(rotation);
		while (!refusals.isEmpty()) {
			all.addAll(refusals);
			rotation = without(rotation, refusals);
			refusals = refusals(rotation);
		}
		return new Approval(rotation, all);
	}

	private List<Refusal> refusals(Rotation rotation) {
		if (rotation.changes().isEmpty()) {
			return List.of();
		}
		Map<Change, Refusal> refused = new LinkedHashMap<>();
		for (RotationValidator validator : this.validators) {
			ask(validator, rotation).stream()
				.filter((refusal) -> rotation.changes().contains(refusal.change()))
				.forEach((refusal) -> refused.putIfAbsent(refusal.change(), refusal));
		}
		addCompanions(rotation, refused);
		return List.copyOf(refused.values());
	}

	@SuppressWarnings("checkstyle:IllegalCatch")
	private static List<Refusal> ask(RotationValidator validator, Rotation rotation) {
		try {
			return validator.validate(rotation);
		}
		catch (RuntimeException ex) {
			String reason = "The validator %s failed with %s.".formatted(validator.getClass().getName(),
					ex.getClass().getName());
			return rotation.changes().stream().map((change) -> new Refusal(change, reason)).toList();
		}
	}

	private static void addCompanions(Rotation rotation, Map<Change, Refusal> refused) {
		for (Refusal cause : List.copyOf(refused.values())) {
			rotation.changes()
				.stream()
				.filter((change) -> selections(change).stream().anyMatch(selections(cause.change())::contains))
				.forEach((change) -> refused.putIfAbsent(change, new Refusal(change,
						"The key '%s' of the same object was refused.".formatted(cause.change().key()))));
		}
	}

	private static Set<ObjectSelection> selections(Change change) {
		Set<ObjectSelection> selections = new LinkedHashSet<>();
		add(change.before(), selections);
		add(change.after(), selections);
		return selections;
	}

	private static void add(@Nullable Entry entry, Set<ObjectSelection> selections) {
		if (entry != null) {
			selections.add(entry.mapping().selection());
		}
	}

	private static Rotation without(Rotation rotation, List<Refusal> refusals) {
		Set<ObjectSelection> refused = new HashSet<>();
		refusals.forEach((refusal) -> refused.addAll(selections(refusal.change())));
		Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();
		for (String layer : rotation.after().layers().keySet()) {
			layers.put(layer, withheld(rotation.before().layer(layer), rotation.after().layer(layer), refused));
		}
		return Rotation.between(rotation.before(), new Snapshot(layers));
	}

	private static Map<NamedKey, Entry> withheld(Map<NamedKey, Entry> before, Map<NamedKey, Entry> after,
			Set<ObjectSelection> refused) {
		Map<NamedKey, Entry> layer = new LinkedHashMap<>();
		Set<NamedKey> keys = new LinkedHashSet<>(before.keySet());
		keys.addAll(after.keySet());
		for (NamedKey key : keys) {
			Entry old = before.get(key);
			Entry fresh = after.get(key);
			Entry kept = (isAnyOf(old, refused) || isAnyOf(fresh, refused)) ? old : fresh;
			if (kept != null) {
				layer.put(key, kept);
			}
		}
		return layer;
	}

	private static boolean isAnyOf(@Nullable Entry entry, Set<ObjectSelection> selections) {
		return entry != null && selections.contains(entry.mapping().selection());
	}

}
