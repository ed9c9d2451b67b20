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

	Approval approve(Rotation proposed) {
		List<RejectedChange> rejected = new ArrayList<>();
		Rotation rotation = proposed;
		Withholding withholding = ask(rotation);
		while (!withholding.rejected().isEmpty()) {
			rejected.addAll(withholding.rejected());
			rotation = withholding.rest();
			withholding = ask(rotation);
		}
		return new Approval(rotation, rejected);
	}

	private Withholding ask(Rotation rotation) {
		Map<Change, RejectedChange> rejected = new LinkedHashMap<>();
		if (!rotation.changes().isEmpty()) {
			rejected(rotation).forEach((rejection) -> rejected.putIfAbsent(rejection.change(), rejection));
		}
		return new Withholding(rotation, rejected);
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

}
