package dev.keyvault.target;

import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Keeps how each destination has fared, and when to poll it again. Thread-safe.
 */
final class RetrySchedule {

	private final Clock clock;

	private final Backoff backoff;

	private final Map<Destination, State> states = Collections.synchronizedMap(new LinkedHashMap<>());

	RetrySchedule(Clock clock, Backoff backoff) {
		this.clock = clock;
		this.backoff = backoff;
	}

	/**
	 * Return the last outcome if it is too early to poll again.
	 * @param destination what is to be polled
	 * @param trigger why
	 * @return the outcome, or {@code null} if it is time
	 */
	@Nullable WriteOutcome findPending(Destination destination, Trigger trigger) {
		return state(destination).findPending(trigger, this.clock.instant());
	}

	/**
	 * Record a poll.
	 * @param outcome its outcome
	 * @param trigger why it was polled
	 * @return the outcome, with the time to poll again
	 */
	WriteOutcome record(WriteOutcome outcome, Trigger trigger) {
		State before = state(outcome.destination());
		State after = before.after(before.date(outcome, this.clock.instant()), trigger, this::next);
		this.states.put(outcome.destination(), after);
		return Objects.requireNonNull(after.last());
	}

	private Instant next(int attempts, WriteOutcome outcome) {
		TargetException failure = outcome.failure();
		return this.clock.instant().plus(this.backoff.delay(attempts, (failure != null) ? failure.retryAfter() : null));
	}

	/**
	 * Return the trigger that a change of a destination is.
	 * @param destination what has changed
	 * @return the trigger
	 */
	Trigger triggerOfChange(Destination destination) {
		return state(destination).isSettled() ? Trigger.DRIFT : Trigger.CYCLE;
	}

	boolean isKnown(Destination destination) {
		return this.states.containsKey(destination);
	}

	/**
	 * Make it time to poll again what an outage of the target has kept from being
	 * written.
	 * @return these destinations
	 */
	List<Destination> release() {
		Instant now = this.clock.instant();
		List<Destination> released = outcomes().stream()
			.filter((outcome) -> outcome.failure() != null && outcome.failure().isOutage())
			.map(WriteOutcome::destination)
			.toList();
		released.forEach((destination) -> this.states.computeIfPresent(destination, (key, state) -> state.dueAt(now)));
		return released;
	}

	boolean isDue(Destination destination) {
		return state(destination).isDue(this.clock.instant());
	}

	WriteOutcome outcome(Destination destination) {
		WriteOutcome last = state(destination).last();
		return (last != null) ? last : WriteOutcome.of(destination, WriteResult.PENDING);
	}

	@Nullable Instant earliest() {
		return outcomes().stream()
			.map(WriteOutcome::retryAt)
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	private List<WriteOutcome> outcomes() {
		synchronized (this.states) {
			return this.states.values().stream().map(State::last).filter(Objects::nonNull).toList();
		}
	}

	private State state(Destination destination) {
		return this.states.getOrDefault(destination, State.NEW);
	}

	/**
	 * How a destination has fared lately. Immutable.
	 *
	 * @param attempts how many failures, or repairs, there were in a row
	 * @param last the outcome of the last poll, or {@code null} before the first
	 */
	private record State(int attempts, @Nullable WriteOutcome last) {

		static final State NEW = new State(0, null);

		@Nullable WriteOutcome findPending(Trigger trigger, Instant now) {
			if (this.last == null || this.last.retryAt() == null || !now.isBefore(this.last.retryAt())) {
				return null;
			}
			return (trigger == Trigger.CYCLE && (isRepaired() || isOfValues())) ? null : this.last;
		}

		private boolean isOfValues() {
			return this.last != null && this.last.failure() != null && this.last.failure().isOfValues();
		}

		private boolean isRepaired() {
			return this.attempts > 0 && this.last != null && this.last.result().isWrite();
		}

		/**
		 * Return whether the destination was as it should be when it was last polled.
		 * @return whether a change since then is one by others
		 */
		boolean isSettled() {
			return this.last != null && (this.last.result() == WriteResult.UNCHANGED || this.last.result().isWrite());
		}

		/**
		 * Return whether it is time to poll again although no cycle asks for it.
		 * @param now the time
		 * @return whether it is time
		 */
		boolean isDue(Instant now) {
			if (this.last == null) {
				return false;
			}
			Instant retryAt = this.last.retryAt();
			return (retryAt != null) ? !now.isBefore(retryAt) : this.last.result() == WriteResult.LEFT_TO_LEADER;
		}

		/**
		 * Say since when there is a failure.
		 * @param outcome the outcome of the poll
		 * @param now the time
		 * @return the outcome with the time of the first failure in a row, if it is one
		 */
		WriteOutcome date(WriteOutcome outcome, Instant now) {
			if (outcome.failure() == null) {
				return outcome;
			}
			Instant since = (this.last != null) ? this.last.since() : null;
			return outcome.since((since != null) ? since : now);
		}

		State dueAt(Instant time) {
			return new State(this.attempts, (this.last != null) ? this.last.retryAt(time) : null);
		}

		/**
		 * Record a poll. Repairs that follow each other get rarer, so that two who do not
		 * agree about a destination do not write without end.
		 * @param outcome the outcome of the poll
		 * @param trigger why it was polled
		 * @param delays says when to poll again
		 * @return the state, whose outcome says when to poll again
		 */
		State after(WriteOutcome outcome, Trigger trigger, Delays delays) {
			boolean repaired = outcome.result().isWrite() && (trigger == Trigger.DRIFT || isRepaired());
			if (repaired || outcome.failure() != null || outcome.result() == WriteResult.SKIPPED) {
				return new State(this.attempts + 1, outcome.retryAt(delays.next(this.attempts + 1, outcome)));
			}
			return new State(0, outcome);
		}

	}

	/**
	 * Says when to poll again.
	 */
	@FunctionalInterface
	private interface Delays {

		Instant next(int attempts, WriteOutcome outcome);

	}

}
