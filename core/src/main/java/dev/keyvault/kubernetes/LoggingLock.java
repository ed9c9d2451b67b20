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

import dev.keyvault.kubernetes.KubernetesException.AccessRefusedException;

/**
 * A lock that takes note of what it sees, and tells once what permission it lacks.
 * Whatever goes wrong is a failure of one attempt, and ends no election. Thread-safe.
 */
final class LoggingLock implements Lock {

	private static final Logger logger = LoggerFactory.getLogger(LoggingLock.class);

	private static final int CONFLICT = 409;

	private final Lock lock;

	private final LeaseSettings settings;

	private final ApiFailures failures;

	private final LeaderSight sight;

	private final AtomicBoolean logged = new AtomicBoolean();

	LoggingLock(Lock lock, LeaseSettings settings, ApiFailures failures, LeaderSight sight) {
		this.lock = lock;
		this.settings = settings;
		this.failures = failures;
		this.sight = sight;
	}

	@Override
	public @Nullable LeaderElectionRecord get(KubernetesClient client) {
		return this.<@Nullable LeaderElectionRecord>call("get", () -> {
			LeaderElectionRecord read = this.lock.get(client);
			return (read != null) ? this.sight.read(read) : null;
		});
	}

	@Override
	public void create(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
		renew("create", () -> this.lock.create(client, leaderElectionRecord));
	}

	@Override
	public void update(KubernetesClient client, LeaderElectionRecord leaderElectionRecord) {
		renew("patch", () -> this.lock.update(client, leaderElectionRecord));
	}

	private void renew(String verb, Runnable request) {
		long asked = this.sight.now();
		this.<@Nullable Void>call(verb, () -> {
			request.run();
			this.sight.renewed(asked);
			return null;
		});
	}

	private <T extends @Nullable Object> T call(String verb, Supplier<T> request) {
		try {
			T result = request.get();
			this.logged.set(false);
			return result;
		}
		catch (KubernetesClientException ex) {
			note(verb, ex);
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			this.sight.failed(
					"It cannot be used (%s); delete it if nobody else needs it.".formatted(ex.getClass().getName()));
			throw new KubernetesClientException("The Lease could not be used", ex);
		}
	}

	// Another replica was faster: the next attempt sees it.
	private void note(String verb, KubernetesClientException failure) {
		if (failure.getCode() == CONFLICT) {
			return;
		}
		KubernetesException words = words(verb, failure);
		this.sight.failed(words.reason());
		if (words instanceof AccessRefusedException && this.logged.compareAndSet(false, true)) {
			logger.warn("This replica cannot lead: {}", words.getMessage());
		}
	}

	private KubernetesException words(String verb, KubernetesClientException failure) {
		String name = "create".equals(verb) ? null : this.settings.name();
		Access access = new Access(verb, Access.Resource.LEASES, this.settings.namespace(), name);
		try {
			return this.failures.call(new SecretId(this.settings.namespace(), this.settings.name()), access, () -> {
				throw failure;
			});
		}
		catch (KubernetesException ex) {
			return ex;
		}
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
