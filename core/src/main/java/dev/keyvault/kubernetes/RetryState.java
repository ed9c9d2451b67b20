package dev.keyvault.kubernetes;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.SecretOutcome.Result;

/**
 * How a Secret has fared lately. Immutable.
 *
 * @param attempts how many failures, or repairs, there were in a row
 * @param last what the last poll came to, or {@code null} before the first
 */
record RetryState(int attempts, @Nullable SecretOutcome last) {

	static final RetryState NEW = new RetryState(0, null);

	/**
	 * Return the last outcome if it is too early to poll again.
	 * @param trigger why somebody wants to poll
	 * @param now the time
	 * @return the last outcome, or {@code null} if it is time
	 */
	@Nullable SecretOutcome findPending(Trigger trigger, Instant now) {
		if (this.last == null || this.last.retryAt() == null || !now.isBefore(this.last.retryAt())) {
			return null;
		}
		return (trigger == Trigger.CYCLE && (isRepaired() || isInvalid())) ? null : this.last;
	}

	private boolean isInvalid() {
		return this.last != null && this.last.failure() instanceof InvalidSecretException;
	}

	private boolean isRepaired() {
		return this.attempts > 0 && this.last != null && this.last.result().isWrite();
	}

	/**
	 * Return whether the Secret was as it should be when it was last polled.
	 * @return whether a change since then is one by others
	 */
	boolean isSettled() {
		return this.last != null && (this.last.result() == Result.UNCHANGED || this.last.result().isWrite());
	}

	/**
	 * Return whether it is time to poll again without being asked for by a cycle.
	 * @param now the time
	 * @return whether it is time
	 */
	boolean isDue(Instant now) {
		if (this.last == null) {
			return false;
		}
		Instant retryAt = this.last.retryAt();
		return (retryAt != null) ? !now.isBefore(retryAt) : this.last.result() == Result.LEFT_TO_LEADER;
	}

	RetryState dueAt(Instant time) {
		return new RetryState(this.attempts, (this.last != null) ? this.last.retryAt(time) : null);
	}

	/**
	 * Take note of a poll. Repairs that follow each other get rarer, so that two who do
	 * not agree about a Secret do not write without end.
	 * @param outcome what it came to
	 * @param trigger why it was polled
	 * @param delays when to poll again
	 * @return the state, whose outcome says when to poll again
	 */
	RetryState after(SecretOutcome outcome, Trigger trigger, Delays delays) {
		boolean repaired = outcome.result().isWrite() && (trigger == Trigger.DRIFT || isRepaired());
		if (repaired || outcome.failure() != null || outcome.result() == Result.SKIPPED) {
			return new RetryState(this.attempts + 1, outcome.retryAt(delays.next(this.attempts + 1, outcome)));
		}
		return new RetryState(0, outcome);
	}

	/**
	 * Says when to poll again.
	 */
	@FunctionalInterface
	interface Delays {

		Instant next(int attempts, SecretOutcome outcome);

	}

}
