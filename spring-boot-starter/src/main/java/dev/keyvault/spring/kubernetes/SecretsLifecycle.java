package dev.keyvault.spring.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.kubernetes.Leadership;
import dev.keyvault.kubernetes.OrphanedSecrets;
import dev.keyvault.kubernetes.SecretReconciler;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KubernetesSettings;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.PollingWorker;
import dev.keyvault.spring.refresh.RotationFollower;
import dev.keyvault.target.WriteOutcome;

/**
 * Keeps Kubernetes Secrets as they are declared: writes them before the application is
 * ready, after each rotation, and when they were changed by others or could not be
 * written before. Waits at most 15 s until it is known which replica leads and the first
 * writing is over, and never fails the start or a rotation. All requests are made by one
 * thread, which ends with the context.
 */
public final class SecretsLifecycle implements RotationFollower, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(SecretsLifecycle.class);

	static final int PHASE = Integer.MIN_VALUE + 1000;

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final KubernetesSettings settings;

	private final SecretReconciler target;

	private final Leadership leadership;

	private final SecretKeys keys;

	private final Runnable removal;

	private final Supplier<Snapshot> snapshot;

	private final PollingWorker worker;

	private volatile boolean running;

	private boolean watching;

	/**
	 * Create a lifecycle.
	 * @param settings which Secrets are kept
	 * @param target writes them
	 * @param leadership says whether this replica writes
	 * @param snapshot gives the values in force
	 * @param executor has one thread, and is shut down with the context
	 * @param clock tells the time
	 */
	public SecretsLifecycle(KubernetesSettings settings, SecretReconciler target, Leadership leadership,
			Supplier<Snapshot> snapshot, ScheduledExecutorService executor, Clock clock) {
		this.settings = settings;
		this.target = target;
		this.leadership = leadership;
		this.keys = new SecretKeys(settings.target().secrets());
		this.removal = (settings.removal() != null) ? new SecretsRemoval(
				new OrphanedSecrets(settings.api(), settings.target(), leadership), settings.removal()) : () -> {
				};
		this.snapshot = snapshot;
		this.worker = new PollingWorker("Keeping Kubernetes Secrets", target::retry,
				() -> PollingWorker.until(target.retryAt(), clock), executor);
		target.onComeback(this::retry);
	}

	private void retry() {
		if (this.running) {
			this.worker.submit(this.target::retry);
		}
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		List<Change> used = this.keys.among(change.rotation().changes());
		if (this.running) {
			this.worker.submit(() -> this.target.apply(change.rotation().after()));
		}
		return used;
	}

	@Override
	public boolean serves(Class<?> type) {
		return false;
	}

	/**
	 * Return what became of each Secret when it was last polled.
	 * @return the outcomes of all Secrets that are declared
	 */
	public List<WriteOutcome> outcomes() {
		return this.target.outcomes();
	}

	/**
	 * Return why no replica is known to lead, so that nobody writes what differs.
	 * @return a sentence, or {@code null} if one is
	 */
	public @Nullable String vacancy() {
		return this.leadership.vacancy();
	}

	/**
	 * Wait until each Secret is as declared or only somebody's doing can make it so. What
	 * fails is tried again, and what is left to another replica is compared again.
	 * @param timeout how long to wait at most
	 * @return what became of each Secret
	 * @throws InterruptedException if whoever waits is interrupted
	 */
	public List<WriteOutcome> await(Duration timeout) throws InterruptedException {
		this.worker.repeatUntil(this.target::retry, this::isOver, timeout);
		return outcomes();
	}

	private boolean isOver() {
		return outcomes().stream().noneMatch((outcome) -> outcome.result().isOpen());
	}

	/**
	 * Poll again what was left to another replica, which this one has replaced. Returns
	 * at once.
	 */
	public void lead() {
		retry();
		if (this.running) {
			this.worker.submit(this.removal);
		}
	}

	@Override
	public void start() {
		this.running = true;
		if (this.settings.watch() && !this.watching) {
			this.watching = true;
			this.target.watch((id) -> this.worker.submit(() -> this.target.repair(id)));
		}
		writeFirst();
		this.worker.submit(this.removal);
		this.worker.start(this::repairAll, this.settings.interval());
	}

	private void repairAll() {
		this.settings.target().secrets().forEach((secret) -> this.target.repair(secret.id()));
	}

	private void writeFirst() {
		try {
			if (!this.worker.await(this::awaitLeaderAndWrite, PATIENCE)) {
				logger.warn(
						"The Kubernetes API server is slow: the application starts while %d of %d Secrets are still to be written"
							.formatted(open(), outcomes().size()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void awaitLeaderAndWrite() {
		try {
			this.leadership.awaitLeader(PATIENCE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return;
		}
		this.target.apply(this.snapshot.get());
		String vacancy = this.leadership.vacancy();
		if (vacancy != null && open() > 0) {
			logger.warn("%s Until one does, %d of %d Secrets are not written".formatted(vacancy, open(),
					outcomes().size()));
		}
	}

	private long open() {
		return outcomes().stream().filter((outcome) -> outcome.result().isOpen()).count();
	}

	@Override
	public void stop() {
		this.running = false;
		this.worker.stop();
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
		this.worker.shutDown();
		this.target.close();
		this.worker.awaitEnd();
	}

}
