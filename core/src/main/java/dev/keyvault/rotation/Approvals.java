package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks validators about a rotation until what is left of it is refused by none of them.
 */
final class Approvals {

	private final List<RotationValidator> validators;

	Approvals(List<RotationValidator> validators) {
		this.validators = List.copyOf(validators);
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
			this.validators.stream()
				.flatMap((validator) -> ask(validator, rotation).stream())
				.filter((refusal) -> rotation.changes().contains(refusal.change()))
				.forEach((refusal) -> refused.putIfAbsent(refusal.change(), refusal));
		}
		return new Withholding(rotation, refused);
	}

	private static List<Refusal> ask(RotationValidator validator, Rotation rotation) {
		try {
			return List.copyOf(validator.validate(rotation));
		}
		catch (RuntimeException | LinkageError ex) {
			String reason = "The validator %s failed with %s.".formatted(validator.getClass().getName(),
					Thrown.describe(ex));
			return rotation.changes().stream().map((change) -> new Refusal(change, reason)).toList();
		}
	}

}
