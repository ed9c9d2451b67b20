package dev.keyvault.spring.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.kubernetes.Leadership;
import dev.keyvault.kubernetes.SecretOutcome;
import dev.keyvault.kubernetes.SecretsTarget;
import dev.keyvault.kubernetes.UndeclaredSecrets;
import dev.keyvault.rotation.Change;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KubernetesSettings;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Keeps Kubernetes Secrets as they are declared: writes them before the application is
 * ready, after each rotation, and when they were changed by others or could not be
 * written before. Waits at most 15 s for the first writing, and never fails the start or
 * a rotation. All requests are made by one thread, which ends with the context.
 */
public final class SecretsKeeper implements RotationFollower, SmartLifecycle, DisposableBean {

	private static final Log logger = LogFactory.getLog(SecretsKeeper.class);

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final KubernetesSettings settings;

	private final SecretsTarget target;

	private final SecretKeys keys;

	private final Runnable removal;

	private final Supplier<Snapshot> snapshot;

	private final SecretsThread thread;

	private volatile boolean running;

	private boolean watching;

	/**
	 * Create a keeper.
	 * @param settings which Secrets are kept
	 * @param target writes them
	 * @param leadership says whether this replica writes
	 * @param snapshot gives the values in force
	 * @param executor has one thread, and is shut down with the context
	 * @param clock tells the time
	 */
	public SecretsKeeper(KubernetesSettings settings, SecretsTarget target, Leadership leadership,
			Supplier<Snapshot> snapshot, ScheduledExecutorService executor, Clock clock) {
		this.settings = settings;
		this.target = target;
		this.keys = new SecretKeys(settings.target().secrets());
		this.removal = (settings.removal() != null) ? new SecretsRemoval(
				new UndeclaredSecrets(settings.api(), settings.target(), leadership), settings.removal()) : () -> {
				};
		this.snapshot = snapshot;
		this.thread = new SecretsThread(target, executor, clock);
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		List<Change> used = this.keys.among(change.rotation().changes());
		if (this.running) {
			this.thread.submit(() -> this.target.apply(change.rotation().after()));
		}
		return used;
	}

	/**
	 * Return what became of each Secret when it was last looked at.
	 * @return the outcomes; empty before the first look
	 */
	public List<SecretOutcome> outcomes() {
		return this.target.outcomes();
	}

	/**
	 * Look again at what was left to another replica, which this one has replaced.
	 * Returns at once.
	 */
	public void lead() {
		this.thread.submit(this.target::retry);
		this.thread.submit(this.removal);
	}

	@Override
	public void start() {
		this.running = true;
		if (this.settings.watch() && !this.watching) {
			this.watching = true;
			this.target.watch((id) -> this.thread.submit(() -> this.target.repair(id)));
		}
		writeFirst();
		this.thread.submit(this.removal);
		this.thread.start(this::repairAll, this.settings.interval());
	}

	private void repairAll() {
		this.settings.target().secrets().forEach((secret) -> this.target.repair(secret.id()));
	}

	private void writeFirst() {
		try {
			if (!this.thread.await(() -> this.target.apply(this.snapshot.get()), PATIENCE)) {
				logger
					.warn("The Kubernetes API server is slow: the application starts while Secrets are still written");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.thread.stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE + 1000;
	}

	@Override
	public void destroy() throws InterruptedException {
		stop();
		this.target.close();
		this.thread.close();
	}

}
