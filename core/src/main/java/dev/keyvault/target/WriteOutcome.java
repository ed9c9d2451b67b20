package dev.keyvault.target;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.RedactedException;
import dev.keyvault.source.Subject;

/**
 * What became of something that a target writes. Holds no values.
 *
 * @param destination what was to be written
 * @param result what was done
 * @param failure what went wrong, or {@code null}
 * @param since when it went wrong for the first time, or {@code null} before that is
 * recorded and if nothing went wrong
 * @param retryAt when it is polled again at the earliest, or {@code null} for whenever
 * somebody asks
 */
public record WriteOutcome(Destination destination, WriteResult result, @Nullable TargetException failure,
		@Nullable Instant since, @Nullable Instant retryAt) {

	/**
	 * Create an outcome of a write that did not fail.
	 * @param destination what was to be written
	 * @param result what was done
	 * @return the outcome
	 */
	public static WriteOutcome of(Destination destination, WriteResult result) {
		return new WriteOutcome(destination, result, null, null, null);
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
		return new WriteOutcome(destination, failure.result(), failure, null, null);
	}

	/**
	 * Return what keeps the destination from being as declared.
	 * @return the problem, or {@code null} if nothing does
	 */
	public @Nullable Problem problem() {
		if (this.failure != null) {
			RedactedException trace = (this.failure.getCause() instanceof RedactedException known) ? known : null;
			return new Problem(subject(), "", this.failure.reason(), Message.of(this.failure.action()), Reach.OUTAGE,
					this.since, trace);
		}
		return switch (this.result) {
			case PENDING -> problem("%s was not polled yet.");
			case LEFT_TO_LEADER -> problem("%s is not as declared, and is left to the replica that leads.");
			case SKIPPED -> problem(
					"%s belongs to somebody else, at least in part, and was left alone as 'on-conflict: skip' says.");
			case CREATED, UPDATED, REPLACED, UNCHANGED, DELETED, RETAINED, CONFLICT, FAILED -> null;
		};
	}

	private Problem problem(String reason) {
		return new Problem(subject(), reason.formatted(this.destination.describe()), Message.of(""));
	}

	private Subject subject() {
		return new Subject.Destination(this.destination.describe());
	}

	/**
	 * Return this outcome as health shows it.
	 * @return the result and, after a failure, its reason, since when, the action and the
	 * time of the next attempt
	 */
	public Map<String, Object> details() {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("result", this.result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
		if (this.failure != null) {
			details.put("reason", this.failure.reason());
			details.put("action", this.failure.action());
		}
		if (this.since != null) {
			details.put("since", this.since);
		}
		if (this.retryAt != null) {
			details.put("retryAt", this.retryAt);
		}
		return details;
	}

	WriteOutcome retryAt(Instant time) {
		return new WriteOutcome(this.destination, this.result, this.failure, this.since, time);
	}

	WriteOutcome since(Instant time) {
		return new WriteOutcome(this.destination, this.result, this.failure, time, this.retryAt);
	}

}
