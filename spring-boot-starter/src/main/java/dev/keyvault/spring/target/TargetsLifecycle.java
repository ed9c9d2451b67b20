package dev.keyvault.spring.target;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * Writes all targets before the application is ready and after each rotation. Each target
 * has a thread of its own, so that none waits for another. The start waits at most 15 s
 * for the first write of all, and neither it nor a rotation fails because of a target.
 */
final class TargetsLifecycle implements RotationFollower, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(TargetsLifecycle.class);

	private static final int PHASE = Integer.MIN_VALUE + 1000;

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final List<TargetWorker> workers;

	private final Supplier<Snapshot> snapshot;

	private volatile boolean running;

	TargetsLifecycle(List<TargetWorker> workers, Supplier<Snapshot> snapshot) {
		this.workers = List.copyOf(workers);
		this.snapshot = snapshot;
		Set<String> names = new LinkedHashSet<>();
		workers.stream().map(TargetWorker::name).filter((name) -> !names.add(name)).findFirst().ifPresent((name) -> {
			throw new IllegalStateException("Two targets have the name '%s'".formatted(name));
		});
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> followed = new LinkedHashSet<>();
		for (TargetWorker worker : this.workers) {
			List<Change> used = worker.among(change.rotation().changes());
			followed.addAll(used);
			if (this.running && !used.isEmpty()) {
				worker.write(change.rotation().after(), () -> {
				});
			}
		}
		return followed;
	}

	@Override
	public boolean serves(Class<?> type) {
		return false;
	}

	List<WriteOutcome> outcomes() {
		return this.workers.stream().map(TargetWorker::outcome).toList();
	}

	@Override
	public void start() {
		this.running = true;
		writeFirst();
		this.workers.forEach(TargetWorker::start);
	}

	private void writeFirst() {
		CountDownLatch open = new CountDownLatch(this.workers.size());
		Snapshot values = this.snapshot.get();
		this.workers.forEach((worker) -> worker.write(values, open::countDown));
		try {
			if (!open.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.warn("The application starts while %d of %d targets are still being written"
					.formatted(open.getCount(), this.workers.size()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.workers.forEach(TargetWorker::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	@Override
	public void destroy() throws InterruptedException {
		stop();
		this.workers.forEach(TargetWorker::shutDown);
		for (TargetWorker worker : this.workers) {
			if (!worker.awaitEnd()) {
				logger.warn("Target '%s' is still being written although the context is closed; check what it holds"
					.formatted(worker.name()));
			}
			else if (worker.outcome().result() == WriteResult.FAILED) {
				logger.warn("Target '%s' does not have the values in force when the context is closed"
					.formatted(worker.name()));
			}
		}
	}

}
