package dev.keyvault.spring.target;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.refresh.PollingWorker;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.Destination;
import dev.keyvault.target.Reconciler;
import dev.keyvault.target.Target;
import dev.keyvault.target.WriteOutcome;

/**
 * Writes one target on a thread of its own, retries what has failed, and repairs what
 * others have changed if the target wants to be compared.
 */
final class TargetWorker {

	private final String name;

	private final Set<NamedKey> keys;

	private final @Nullable Duration comparisonInterval;

	private final NamedTarget destination;

	private final Reconciler<NamedTarget> reconciler;

	private final PollingWorker worker;

	TargetWorker(Target target, ScheduledExecutorService executor, Clock timer, Backoff backoff) {
		this.name = target.name();
		this.keys = Set.copyOf(target.keys());
		this.comparisonInterval = checked(target.comparisonInterval());
		this.destination = new NamedTarget(this.name);
		this.reconciler = new Reconciler<>(List.of(this.destination),
				(destination, snapshot, trigger) -> target.write(snapshot), timer, backoff);
		this.worker = new PollingWorker("Writing target '%s'".formatted(this.name), this.reconciler::retry,
				() -> PollingWorker.until(this.reconciler.retryAt(), timer), executor);
	}

	private @Nullable Duration checked(@Nullable Duration interval) {
		if (interval != null && interval.toMillis() <= 0) {
			throw new IllegalStateException("Target '%s' asks to be compared every %s; it must be 1 ms at least"
				.formatted(this.name, interval));
		}
		return interval;
	}

	String name() {
		return this.name;
	}

	List<Change> among(Collection<Change> changes) {
		return changes.stream().filter((change) -> this.keys.contains(change.key())).toList();
	}

	/**
	 * Write the target as soon as its thread is free.
	 * @param snapshot the values
	 * @param onEnd is run after the write, whatever became of it
	 */
	void write(Snapshot snapshot, Runnable onEnd) {
		this.worker.submit(() -> {
			try {
				this.reconciler.apply(snapshot);
			}
			finally {
				onEnd.run();
			}
		});
	}

	void start() {
		if (this.comparisonInterval != null) {
			this.worker.start(() -> this.reconciler.repair(this.destination), this.comparisonInterval);
		}
		else {
			this.worker.start();
		}
	}

	void stop() {
		this.worker.stop();
	}

	void shutDown() {
		this.worker.shutDown();
	}

	boolean awaitEnd() throws InterruptedException {
		return this.worker.awaitEnd();
	}

	WriteOutcome outcome() {
		return this.reconciler.outcomes().get(0);
	}

	/**
	 * A target by its name.
	 *
	 * @param name the name
	 */
	private record NamedTarget(String name) implements Destination {

		@Override
		public String describe() {
			return "Target '%s'".formatted(this.name);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
