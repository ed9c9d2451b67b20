package dev.keyvault.kubernetes;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock that tells once what permission it lacks. Thread-safe.
 */
final class TellingLock implements Lock {

	private static final Logger logger = LoggerFactory.getLogger(TellingLock.class);

	private final Lock lock;

	private final LeaseSettings settings;

	private final AtomicBoolean told = new AtomicBoolean();

	TellingLock(Lock lock, LeaseSettings settings) {
		this.lock = lock;
		this.settings = settings;
	}

	@Override
	public @Nullable LeaderElectionRecord get(KubernetesClient client) {
		return this.<@Nullable LeaderElectionRecord>call("get", () -> this.lock.get(client));
	}

	@Override
	public void create(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
		this.<@Nullable Void>call("create", () -> {
			this.lock.create(client, leaderElectionRecord);
			return null;
		});
	}

	@Override
	public void update(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
		this.<@Nullable Void>call("patch", () -> {
			this.lock.update(client, leaderElectionRecord);
			return null;
		});
	}

	private <T extends @Nullable Object> T call(String verb, Supplier<T> request) {
		try {
			T result = request.get();
			this.told.set(false);
			return result;
		}
		catch (KubernetesClientException ex) {
			if (ex.getCode() == 403 && this.told.compareAndSet(false, true)) {
				logger.warn("This replica cannot lead: {}", refusal(verb).getMessage());
			}
			throw ex;
		}
	}

	private AccessRefusedException refusal(String verb) {
		String name = "create".equals(verb) ? null : this.settings.name();
		return AccessRefusedException.of(new Access(verb, Access.Resource.LEASES, this.settings.namespace(), name));
	}

	@Override
	public String identity() {
		return this.lock.identity();
	}

	@Override
	public String describe() {
		return this.lock.describe();
	}

}
