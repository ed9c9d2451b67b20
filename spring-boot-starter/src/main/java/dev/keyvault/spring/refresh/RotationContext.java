package dev.keyvault.spring.refresh;

import java.util.IdentityHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Rotation;
import dev.keyvault.snapshot.Snapshot;

/**
 * What a rotation means for an application. It is determined once and shared by all
 * validators and followers. Keeps the last rotation only, and none after the poll that
 * found it. Thread-safe, but meant for the one thread that rotates.
 */
public final class RotationContext implements AutoCloseable {

	private final ConfigurableApplicationContext application;

	private final IdentityHashMap<Snapshot, SnapshotBinding> bindings = new IdentityHashMap<>();

	private @Nullable EnvironmentChange last;

	RotationContext(ConfigurableApplicationContext application) {
		this.application = application;
	}

	/**
	 * Return what a rotation means for the environment, as it was when somebody first
	 * asked about this rotation.
	 * @param rotation the rotation, in force or only proposed
	 * @return the change; the same instance until another rotation is asked about
	 */
	@SuppressWarnings("ReferenceEquality")
	public synchronized EnvironmentChange changeOf(Rotation rotation) {
		EnvironmentChange change = this.last;
		if (change == null || change.rotation() != rotation) {
			close();
			change = EnvironmentChange.of(this.application.getEnvironment(), rotation);
			this.last = change;
		}
		return change;
	}

	/**
	 * Return the binding from one side of the rotation.
	 * @param environment the environment before or after the rotation
	 * @return the binding, which is closed with this context
	 */
	public synchronized SnapshotBinding bindingOf(SnapshotEnvironment environment) {
		return this.bindings.computeIfAbsent(environment.snapshot(),
				(key) -> SnapshotBinding.of(this.application, environment));
	}

	/**
	 * Let go of the last rotation, of its values and of the bindings made of them. Done
	 * after each rotation, and before another one is proposed since other property
	 * sources may have changed.
	 */
	@Override
	public synchronized void close() {
		this.last = null;
		this.bindings.values().forEach(SnapshotBinding::close);
		this.bindings.clear();
	}

}
