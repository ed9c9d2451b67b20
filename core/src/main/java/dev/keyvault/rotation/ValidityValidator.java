package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ValidityPeriod;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * Rejects versions that have expired or are not valid yet in the place of ones that are
 * in force. A key that has no value yet gets such a version, as it would at start-up.
 * Certificates that {@link CertificateValidator} rejects are left to it. Immutable.
 */
@Internal
public final class ValidityValidator implements RotationValidator {

	private final Clock clock;

	/**
	 * Create a validator.
	 * @param clock tells the time
	 */
	public ValidityValidator(Clock clock) {
		this.clock = clock;
	}

	@Override
	public List<RejectedChange> validate(Rotation proposed) {
		Instant now = this.clock.instant();
		List<RejectedChange> rejected = new ArrayList<>();
		for (Change change : proposed.changes()) {
			String fault = findFault(change, now);
			if (fault != null && CertificateValidator.findFault(change, now) == null) {
				rejected.add(new RejectedChange(change, fault));
			}
		}
		return rejected;
	}

	private static @Nullable String findFault(Change change, Instant now) {
		Entry after = change.after();
		if (change.before() == null || after == null) {
			return null;
		}
		VaultObject object = after.object();
		String violation = ValidityPeriod.of(object.attributes()).findViolation(now);
		return (violation != null) ? "The %s %s.".formatted(object.id().describe(), violation) : null;
	}

}
