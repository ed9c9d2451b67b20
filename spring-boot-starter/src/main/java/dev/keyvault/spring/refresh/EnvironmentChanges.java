package dev.keyvault.spring.refresh;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Rotation;

/**
 * Works out what a rotation means for the environment of an application, once for all who
 * ask: validators first, then followers. Keeps the last rotation only, and none when the
 * poll that found it is over. Thread-safe, but meant for the one thread that rotates.
 */
public final class EnvironmentChanges {

	private final ConfigurableApplicationContext context;

	private final SnapshotBindings bindings;

	private @Nullable EnvironmentChange last;

	EnvironmentChanges(ConfigurableApplicationContext context, SnapshotBindings bindings) {
		this.context = context;
		this.bindings = bindings;
	}

	/**
	 * Return what a rotation means for the environment, as it was when somebody first
	 * asked about this rotation.
	 * @param rotation the rotation, in force or only proposed
	 * @return the change; the same instance until another rotation is asked about
	 */
	@SuppressWarnings("ReferenceEquality")
	public synchronized EnvironmentChange of(Rotation rotation) {
		EnvironmentChange change = this.last;
		if (change == null || change.rotation() != rotation) {
			forget();
			change = EnvironmentChange.of(this.context.getEnvironment(), rotation);
			this.last = change;
		}
		return change;
	}

	/**
	 * Let go of the last rotation, with its values and the bindings made of them.
	 */
	synchronized void forget() {
		this.last = null;
		this.bindings.close();
	}

}
