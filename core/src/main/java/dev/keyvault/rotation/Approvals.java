package dev.keyvault.rotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * Asks validators about a rotation until what is left of it is refused by none of them.
 * They are looked up each time.
 */
final class Approvals {

	private static final Logger logger = LoggerFactory.getLogger(RotationWatcher.class);

	private final Supplier<Stream<RotationValidator>> validators;

	private final Map<String, String> failing = new HashMap<>();

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
			refusals(rotation).forEach((refusal) -> refused.putIfAbsent(refusal.change(), refusal));
		}
		return new Withholding(rotation, refused);
	}

	private List<Refusal> refusals(Rotation rotation) {
		return Isolation.call(
				() -> this.validators.get().flatMap((validator) -> ask(validator, rotation).stream()).toList(),
				(thrown) -> refuseAll(rotation, "Looking up the validators", thrown));
	}

	private List<Refusal> ask(RotationValidator validator, Rotation rotation) {
		String name = "The validator " + validator.getClass().getName();
		return Isolation.call(() -> {
			List<Refusal> refusals = validator.validate(rotation)
				.stream()
				.filter((refusal) -> rotation.changes().contains(refusal.change()))
				.toList();
			this.failing.remove(name);
			return refusals;
		}, (thrown) -> refuseAll(rotation, name, thrown));
	}

	private List<Refusal> refuseAll(Rotation rotation, String subject, Throwable thrown) {
		RedactedException failure = RedactedException.of(thrown);
		String reason = "%s failed with %s.".formatted(subject, failure.describe());
		if (!reason.equals(this.failing.put(subject, reason))) {
			logger.error("{} All changes are refused", reason, failure);
		}
		return rotation.changes().stream().map((change) -> new Refusal(change, reason)).toList();
	}

}
