package dev.keyvault.kubernetes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Knows Secrets as the API server has them: without asking where a watch is under way,
 * else by one request. Thread-safe; closing it ends the watches.
 */
final class LiveSecrets implements AutoCloseable {

	private final SecretClient client;

	private final Map<SecretId, SecretWatch> watches = new ConcurrentHashMap<>();

	LiveSecrets(SecretClient client) {
		this.client = client;
	}

	/**
	 * Watch a Secret from now on.
	 * @param watch the watch, not started yet
	 */
	void add(SecretWatch watch) {
		this.watches.put(watch.id(), watch);
		watch.start();
	}

	@Nullable Secret find(SecretId id) {
		SecretWatch watch = this.watches.get(id);
		return (watch != null && watch.isCurrent()) ? watch.find() : this.client.find(id);
	}

	/**
	 * Take note of a write, which a watch tells of only later.
	 * @param id the Secret
	 * @param written the Secret after the write
	 */
	void wrote(SecretId id, Secret written) {
		SecretWatch watch = this.watches.get(id);
		if (watch != null) {
			watch.wrote(written);
		}
	}

	boolean isWatching(SecretId id) {
		SecretWatch watch = this.watches.get(id);
		return watch != null && watch.isCurrent();
	}

	@Override
	public void close() {
		this.watches.values().forEach(SecretWatch::close);
	}

}
