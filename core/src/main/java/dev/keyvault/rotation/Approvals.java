package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Asks validators about a rotation until what is left of it is refused by none of them.
 * They are looked up each time.
 */
final class Approvals {

	private final Supplier<Stream<RotationValidator>> validators;

	Approvals(Supplier<Stream<RotationValidator>> validators) {
		this.validators = validators;
	}

	Approval approve(Rotation proposed) {
		List<Refusal> refusals = new ArrayList<>();
		Rotation rotation = proposed;
		Withholding withholding = ask(rotation);
		while (!withholding.refusals().isEmpty()) {
			refusals.addAll(withholding.refusals());
			rotation = withholding.rest();
			withholding = ask(rotation);
		}
		return new Approval(rotation, refusals);
	}

	private Withholding ask(Rotation rotation) {
		Map<Change, Refusal> refused = new LinkedHashMap<>();
		if (!rotation.changes().isEmpty()) {
			refusals(rotation).stream()
				.filter((refusal) -> rotation.changes().contains(refusal.change()))
				.forEach((refusal) -> refused.putIfAbsent(refusal.change(), refusal));
		}
		return new Withholding(rotation, refused);
	}

	private List<Refusal> refusals(Rotation rotation) {
		try {
			return this.validators.get().flatMap((validator) -> ask(validator, rotation).stream()).toList();
		}
		catch (RuntimeException | LinkageError ex) {
			return refuseAll(rotation, "Looking up the validators failed with %s.".formatted(Thrown.describe(ex)));
		}
	}

	private static List<Refusal> ask(RotationValidator validator, Rotation rotation) {
		try {
			return List.copyOf(validator.validate(rotation));
		}
		catch (RuntimeException | LinkageError ex) {
			return refuseAll(rotation,
					"The validator %s failed with %s.".formatted(validator.getClass().getName(), Thrown.describe(ex)));
		}
	}

	private static List<Refusal> refuseAll(Rotation rotation, String reason) {
		return rotation.changes().stream().map((change) -> new Refusal(change, reason)).toList();
	}

}
