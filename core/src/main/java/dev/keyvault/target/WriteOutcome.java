package dev.keyvault.target;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What became of something that a target writes. Holds no values.
 *
 * @param destination what was to be written
 * @param result what was done
 * @param failure what went wrong, or {@code null}
 * @param retryAt when it is polled again at the earliest, or {@code null} for whenever
 * somebody asks
 */
public record WriteOutcome(Destination destination, WriteResult result, @Nullable TargetException failure,
		@Nullable Instant retryAt) {

	/**
	 * Create an outcome of a write that did not fail.
	 * @param destination what was to be written
	 * @param result what was done
	 * @return the outcome
	 */
	public static WriteOutcome of(Destination destination, WriteResult result) {
		return new WriteOutcome(destination, result, null, null);
	}

	/**
	 * Create an outcome of a write that failed.
	 * @param destination what was to be written
	 * @param thrown what was thrown; its message is kept if it is a
	 * {@link TargetException}, and left out otherwise
	 * @return the outcome
	 */
	public static WriteOutcome failed(Destination destination, Throwable thrown) {
		TargetException failure = TargetException.of(destination, thrown);
		return new WriteOutcome(destination, failure.result(), failure, null);
	}

	/**
	 * Return what keeps the destination from being as declared.
	 * @return one or more sentences, or {@code null} if nothing does
	 */
	public @Nullable String obstacle() {
		if (this.failure != null) {
			return this.failure.getMessage();
		}
		return switch (this.result) {
			case PENDING -> this.destination.describe() + " was not polled yet.";
			case LEFT_TO_LEADER ->
				this.destination.describe() + " is not as declared, and is left to the replica that leads.";
			case SKIPPED -> this.destination.describe()
					+ " belongs to somebody else, at least in part, and was left alone as 'on-conflict: skip' says.";
			case CREATED, UPDATED, REPLACED, UNCHANGED, DELETED, RETAINED, CONFLICT, FAILED -> null;
		};
	}

	/**
	 * Return this outcome as health shows it.
	 * @return the result, and if there are any the reason, the action and the time of the
	 * next attempt
	 */
	public Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("result", this.result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
		if (this.failure != null) {
			details.put("reason", this.failure.reason());
			details.put("action", this.failure.action());
		}
		if (this.retryAt != null) {
			details.put("retryAt", this.retryAt);
		}
		return details;
	}

	WriteOutcome retryAt(Instant time) {
		return new WriteOutcome(this.destination, this.result, this.failure, time);
	}

}
