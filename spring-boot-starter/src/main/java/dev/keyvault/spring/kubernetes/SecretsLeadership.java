package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;

import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.kubernetes.LeaderElection;
import dev.keyvault.kubernetes.Leadership;
import dev.keyvault.kubernetes.LeaseSettings;

/**
 * Says whether this replica writes. Without a Lease every replica does, else the one that
 * leads. Standing for election takes a thread of its own, so that slow writing does not
 * cost the lead; it ends with the context.
 */
final class SecretsLeadership implements Leadership, SmartLifecycle, DisposableBean {

	private final @Nullable LeaderElection election;

	private final @Nullable ExecutorService executor;

	private volatile boolean running;

	/**
	 * Create a leadership.
	 * @param api the API server
	 * @param lease the Lease, or {@code null} if every replica writes
	 * @param onLeading is called when this replica begins to lead
	 * @param time tells the time
	 */
	SecretsLeadership(KubernetesApi api, @Nullable LeaseSettings lease, Runnable onLeading, LeaderElection.Time time) {
		this.executor = (lease != null) ? Executors.newSingleThreadExecutor(SecretsLeadership::thread) : null;
		this.election = (lease != null && this.executor != null)
				? new LeaderElection(api, lease, this.executor, onLeading, time) : null;
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "keyvault-election");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public boolean isLeader() {
		return this.election == null || this.election.isLeader();
	}

	@Override
	public boolean awaitLeader(Duration patience) throws InterruptedException {
		return this.election == null || this.election.awaitLeader(patience);
	}

	@Override
	public @Nullable String vacancy() {
		return (this.election != null) ? this.election.vacancy() : null;
	}

	/**
	 * Return the phase, which is just before that of {@link SecretsLifecycle}.
	 */
	@Override
	public int getPhase() {
		return SecretsLifecycle.PHASE - 1;
	}

	@Override
	public void start() {
		this.running = true;
		if (this.election != null) {
			this.election.start();
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public void destroy() {
		if (this.election != null) {
			this.election.close();
		}
		if (this.executor != null) {
			this.executor.shutdown();
		}
	}

}
