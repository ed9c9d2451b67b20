package dev.keyvault.kubernetes;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.kubernetes.KubernetesException.AccessRefusedException;

/**
 * Follows one Secret by a list and a watch for its name. Comes back by itself after the
 * API server was away or has forgotten the watched version (410 Gone), at growing
 * intervals; gives up for good when it is not allowed to watch. Thread-safe.
 */
final class SecretWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SecretWatch.class);

	private final SecretId id;

	private final SharedIndexInformer<Secret> informer;

	private final Consumer<SecretId> listener;

	private volatile @Nullable Secret written;

	SecretWatch(SecretId id, KubernetesClient client, Consumer<SecretId> listener) {
		this.id = id;
		this.listener = listener;
		this.informer = client.secrets().inNamespace(id.namespace()).withName(id.name()).runnableInformer(0);
		this.informer.exceptionHandler((started, failure) -> isWorthTrying(failure));
		this.informer.addEventHandler(new Changes());
	}

	SecretId id() {
		return this.id;
	}

	void start() {
		this.informer.start();
	}

	private boolean isWorthTrying(Throwable failure) {
		if (isRefusal(failure)) {
			logger.warn("{} is not watched, so that changes by others are found only at the next poll: {}",
					this.id.describe(), AccessRefusedException.of(Access.secret("watch", this.id)).getMessage());
			return false;
		}
		return true;
	}

	private static boolean isRefusal(@Nullable Throwable failure) {
		return failure != null && ((failure instanceof KubernetesClientException ex && ex.getCode() == 403)
				|| isRefusal(failure.getCause()));
	}

	/**
	 * Return whether the watch is under way.
	 * @return whether {@link #find} knows the Secret as it is
	 */
	boolean isCurrent() {
		return this.informer.isWatching() && this.informer.hasSynced();
	}

	@Nullable Secret find() {
		Secret own = this.written;
		if (own != null && isNewer(own, this.informer.lastSyncResourceVersion())) {
			return own;
		}
		List<Secret> known = this.informer.getStore().list();
		return known.isEmpty() ? null : known.get(0);
	}

	void wrote(Secret secret) {
		this.written = secret;
	}

	private static boolean isNewer(Secret secret, @Nullable String resourceVersion) {
		if (resourceVersion == null || resourceVersion.isEmpty()) {
			return true;
		}
		return new BigInteger(secret.getMetadata().getResourceVersion()).compareTo(new BigInteger(resourceVersion)) > 0;
	}

	private void tell(Secret secret) {
		Secret own = this.written;
		if (own == null || !resourceVersion(own).equals(resourceVersion(secret))) {
			this.listener.accept(this.id);
		}
	}

	private static String resourceVersion(Secret secret) {
		return secret.getMetadata().getResourceVersion();
	}

	@Override
	public void close() {
		this.informer.stop();
	}

	/**
	 * Tells of every change that is not the echo of a write of this process.
	 */
	private final class Changes implements ResourceEventHandler<Secret> {

		@Override
		public void onAdd(Secret secret) {
			tell(secret);
		}

		@Override
		public void onUpdate(Secret before, Secret after) {
			tell(after);
		}

		@Override
		public void onDelete(Secret secret, boolean unknownFinalState) {
			SecretWatch.this.listener.accept(SecretWatch.this.id);
		}

	}

}
