package dev.keyvault.spring.refresh;

import java.util.IdentityHashMap;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.snapshot.Snapshot;

/**
 * The bindings of one rotation, made once for all who bind: validators first, then
 * followers. Thread-safe, but meant for the one thread that rotates.
 */
final class SnapshotBindings implements DisposableBean {

	private final ConfigurableApplicationContext context;

	private final IdentityHashMap<Snapshot, SnapshotBinding> bindings = new IdentityHashMap<>();

	SnapshotBindings(ConfigurableApplicationContext context) {
		this.context = context;
	}

	synchronized SnapshotBinding of(SnapshotEnvironment environment) {
		return this.bindings.computeIfAbsent(environment.snapshot(),
				(key) -> SnapshotBinding.of(this.context, environment));
	}

	/**
	 * Let go of the bindings. Done at the end of each rotation, and before another one is
	 * proposed, since other property sources may have changed.
	 */
	synchronized void close() {
		this.bindings.values().forEach(SnapshotBinding::close);
		this.bindings.clear();
	}

	@Override
	public void destroy() {
		close();
	}

}
