package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.Internal;

/**
 * Lets one of several replicas lead, by a Lease. Stands for election again after losing
 * it. Thread-safe.
 */
@Internal
public final class LeaderElection implements Leadership, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LeaderElection.class);

	private final KubernetesApi api;

	private final LeaseSettings settings;

	private final Executor executor;

	private final Runnable onLeading;

	private final LeaderSight sight;

	private boolean closed;

	private @Nullable CompletableFuture<?> election;

	/**
	 * Create an election. Nothing is asked before {@link #start}.
	 * @param api the API server
	 * @param settings the Lease, and the name of this replica
	 * @param executor runs the requests
	 * @param onLeading is called by the executor when this replica begins to lead
	 * @param time tells the time
	 */
	public LeaderElection(KubernetesApi api, LeaseSettings settings, Executor executor, Runnable onLeading, Time time) {
		this.api = api;
		this.settings = settings;
		this.executor = executor;
		this.onLeading = onLeading;
		this.sight = new LeaderSight(settings, time);
	}

	/**
	 * Stand for election until {@link #close}.
	 */
	public synchronized void start() {
		if (this.closed) {
			return;
		}
		CompletableFuture<?> started = new LeaderElectorBuilder(this.api.client(), this.executor).withConfig(config())
			.build()
			.start();
		this.election = started;
		CompletableFuture<?> unused = started.whenComplete((result, failure) -> startAgain());
	}

	private void startAgain() {
		this.sight.follow();
		start();
	}

	private LeaderElectionConfig config() {
		return new LeaderElectionConfigBuilder().withName(this.settings.name())
			.withLock(new LoggingLock(
					new LeaseLock(this.settings.namespace(), this.settings.name(), this.settings.replica()),
					this.settings, this.api.failures(), this.sight))
			.withLeaseDuration(this.settings.duration())
			.withRenewDeadline(this.settings.renewDeadline())
			.withRetryPeriod(this.settings.retryPeriod())
			.withReleaseOnCancel(true)
			.withLeaderCallbacks(new LeaderCallbacks(this::lead, this::follow,
					(leader) -> logger.debug("Lease '{}' is held by '{}'", this.settings.name(), leader)))
			.build();
	}

	private void lead() {
		this.sight.lead();
		logger.info("This replica, '{}', writes the Secrets (Lease '{}')", this.settings.replica(),
				this.settings.name());
		this.executor.execute(this.onLeading);
	}

	private void follow() {
		this.sight.follow();
		logger.info("This replica, '{}', does not write the Secrets any more (Lease '{}')", this.settings.replica(),
				this.settings.name());
	}

	@Override
	public boolean isLeader() {
		return this.sight.isLeader();
	}

	@Override
	public boolean awaitLeader(Duration patience) throws InterruptedException {
		return this.sight.await(patience);
	}

	@Override
	public @Nullable String vacancy() {
		return this.sight.vacancy();
	}

	/**
	 * Leave the election, and let another replica lead.
	 */
	@Override
	public void close() {
		CompletableFuture<?> running;
		synchronized (this) {
			this.closed = true;
			running = this.election;
		}
		if (running != null) {
			running.cancel(true);
		}
		this.sight.follow();
	}

	/**
	 * The time that other replicas go by, and one that nobody sets.
	 *
	 * @param clock tells the time of day
	 * @param nanoTime tells nanoseconds that pass evenly, such as {@link System#nanoTime}
	 */
	public record Time(Clock clock, LongSupplier nanoTime) {

	}

}
