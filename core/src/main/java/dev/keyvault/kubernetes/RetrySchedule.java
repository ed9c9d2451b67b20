package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.ApiServerUnavailableException;
import dev.keyvault.kubernetes.SecretOutcome.Result;

/**
 * Keeps how each Secret has fared, and when to look at it again. Thread-safe.
 */
final class RetrySchedule {

	private final Clock clock;

	private final Backoff backoff;

	private final Map<SecretId, RetryState> states = Collections.synchronizedMap(new LinkedHashMap<>());

	RetrySchedule(Clock clock, Backoff backoff) {
		this.clock = clock;
		this.backoff = backoff;
	}

	/**
	 * Return the last outcome if it is too early to poll again.
	 * @param id the Secret
	 * @param trigger why somebody wants to poll
	 * @return the outcome, or {@code null} if it is time
	 */
	@Nullable SecretOutcome findPending(SecretId id, Trigger trigger) {
		return state(id).findPending(trigger, this.clock.instant());
	}

	/**
	 * Take note of a poll.
	 * @param outcome what it came to
	 * @param trigger why it was polled
	 * @return the outcome, with the time to poll again
	 */
	SecretOutcome note(SecretOutcome outcome, Trigger trigger) {
		RetryState after = state(outcome.id()).after(outcome, trigger, this::next);
		this.states.put(outcome.id(), after);
		return Objects.requireNonNull(after.last());
	}

	private Instant next(int attempts, SecretOutcome outcome) {
		KubernetesException failure = outcome.failure();
		return this.clock.instant().plus(this.backoff.delay(attempts, (failure != null) ? failure.retryAfter() : null));
	}

	/**
	 * Return the trigger that a change of the Secret is.
	 * @param id the Secret
	 * @return the trigger
	 */
	Trigger triggerOfChange(SecretId id) {
		return state(id).isSettled() ? Trigger.DRIFT : Trigger.CYCLE;
	}

	boolean isKnown(SecretId id) {
		return this.states.containsKey(id);
	}

	/**
	 * Make it time to poll again the Secrets for which the API server was away.
	 * @return these
	 */
	List<SecretId> release() {
		Instant now = this.clock.instant();
		List<SecretId> released = outcomes().stream()
			.filter((outcome) -> outcome.failure() instanceof ApiServerUnavailableException outage && outage.isAway())
			.map(SecretOutcome::id)
			.toList();
		released.forEach((id) -> this.states.computeIfPresent(id, (key, state) -> state.dueAt(now)));
		return released;
	}

	boolean isDue(SecretId id) {
		return state(id).isDue(this.clock.instant());
	}

	SecretOutcome outcome(SecretId id) {
		SecretOutcome last = state(id).last();
		return (last != null) ? last : SecretOutcome.of(id, Result.PENDING);
	}

	@Nullable Instant earliest() {
		return outcomes().stream()
			.map(SecretOutcome::retryAt)
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	List<SecretOutcome> outcomes() {
		synchronized (this.states) {
			return this.states.values().stream().map(RetryState::last).filter(Objects::nonNull).toList();
		}
	}

	private RetryState state(SecretId id) {
		return this.states.getOrDefault(id, RetryState.NEW);
	}

}
