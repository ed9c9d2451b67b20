package dev.keyvault.target;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.Isolation;
import dev.keyvault.target.TargetException.Reach;

/**
 * Keeps destinations as the values of a snapshot make them. A failure of one destination
 * is its own outcome, is logged when it begins and ends, and is retried after a back-off.
 * Has no thread of its own: its owner calls {@link #apply} with new values, and
 * {@link #retry} when {@link #retryAt} says so. Thread-safe, one call at a time.
 *
 * @param <D> what is written
 */
@Internal
public final class Reconciler<D extends Destination> {

	private final List<D> destinations;

	private final Writer<D> writer;

	private final RetrySchedule schedule;

	private final OutcomeLog log;

	private Snapshot snapshot = Snapshot.EMPTY;

	/**
	 * Create a reconciler.
	 * @param destinations what is written
	 * @param writer writes one destination
	 * @param timer tells how time passes, whatever is done to the clock
	 * @param backoff how long to wait after failures
	 */
	public Reconciler(List<? extends D> destinations, Writer<D> writer, Clock timer, Backoff backoff) {
		this.destinations = List.copyOf(destinations);
		this.writer = writer;
		this.schedule = new RetrySchedule(timer, backoff);
		this.log = new OutcomeLog(timer);
	}

	/**
	 * Write what differs from the values. After a failure that reaches the whole target
	 * the remaining destinations are not tried.
	 * @param values the values, just read
	 * @return what became of each destination, in their order
	 */
	public synchronized List<WriteOutcome> apply(Snapshot values) {
		this.snapshot = values;
		return poll((destination) -> true, (destination) -> Trigger.CYCLE);
	}

	/**
	 * Poll again the destinations whose time has come or that were left to another
	 * replica, with the values of the last {@link #apply}.
	 * @return what became of each of them
	 */
	public synchronized List<WriteOutcome> retry() {
		return poll(this.schedule::isDue, this.schedule::triggerOfChange);
	}

	/**
	 * Poll a destination that has changed, with the values of the last {@link #apply}.
	 * @param changed the destination
	 * @return what became of it; empty if it is unknown, or before the first
	 * {@link #apply}
	 */
	public synchronized List<WriteOutcome> repair(D changed) {
		return poll((destination) -> destination.equals(changed) && this.schedule.isKnown(destination),
				this.schedule::triggerOfChange);
	}

	private List<WriteOutcome> poll(Predicate<D> choice, Function<D, Trigger> triggers) {
		List<WriteOutcome> outcomes = new ArrayList<>();
		TargetException outage = null;
		for (D destination : this.destinations) {
			if (choice.test(destination)) {
				WriteOutcome outcome = poll(destination, triggers.apply(destination), outage);
				outage = (outage != null) ? outage : findOutage(outcome);
				outcomes.add(outcome);
			}
		}
		return outcomes;
	}

	private WriteOutcome poll(D destination, Trigger trigger, @Nullable TargetException outage) {
		WriteOutcome pending = this.schedule.findPending(destination, trigger);
		if (pending != null) {
			return pending;
		}
		WriteOutcome outcome = this.schedule
			.record((outage != null) ? WriteOutcome.failed(destination, outage) : write(destination, trigger), trigger);
		this.log.log(outcome);
		return outcome;
	}

	private WriteOutcome write(D destination, Trigger trigger) {
		return Isolation.call(
				() -> WriteOutcome.of(destination, this.writer.write(destination, this.snapshot, trigger)),
				(thrown) -> WriteOutcome.failed(destination, thrown));
	}

	private static @Nullable TargetException findOutage(WriteOutcome outcome) {
		TargetException failure = outcome.failure();
		return (failure != null && failure.reach() == Reach.TARGET) ? failure : null;
	}

	/**
	 * Return when {@link #retry} has something to do. Does not wait for a call under way.
	 * @return the time, or {@code null} if there is nothing to do
	 */
	public @Nullable Instant retryAt() {
		return this.schedule.earliest();
	}

	/**
	 * Make it time to retry what an outage of the target has kept from being written.
	 * @return these destinations
	 */
	public List<D> release() {
		List<Destination> released = this.schedule.release();
		return this.destinations.stream().filter(released::contains).toList();
	}

	/**
	 * Return the last outcome of each destination. Does not wait for a call under way.
	 * @return the outcomes, in the order of the destinations; {@link WriteResult#PENDING}
	 * for what was not polled yet
	 */
	public List<WriteOutcome> outcomes() {
		return this.destinations.stream().map(this.schedule::outcome).toList();
	}

	/**
	 * Writes one destination.
	 *
	 * @param <D> what is written
	 */
	@FunctionalInterface
	public interface Writer<D> {

		/**
		 * Make a destination what the values make of it, if it is not.
		 * @param destination the destination
		 * @param snapshot the values
		 * @param trigger why
		 * @return what was done
		 * @throws Exception if it could not be done
		 */
		WriteResult write(D destination, Snapshot snapshot, Trigger trigger) throws Exception;

	}

}
