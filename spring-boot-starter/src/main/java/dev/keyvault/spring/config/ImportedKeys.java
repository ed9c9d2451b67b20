package dev.keyvault.spring.config;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.keyvault.snapshot.Snapshot;

/**
 * Holds the snapshot that all imports of an application read from. Thread-safe.
 */
public final class ImportedKeys {

	private final AtomicReference<@Nullable Snapshot> snapshot = new AtomicReference<>();

	ImportedKeys() {
	}

	/**
	 * Return the values in force.
	 * @return the snapshot; empty before anything is loaded
	 */
	public Snapshot snapshot() {
		Snapshot current = this.snapshot.get();
		return (current != null) ? current : Snapshot.EMPTY;
	}

	boolean areLoaded() {
		return this.snapshot.get() != null;
	}

	void replace(Snapshot newer) {
		this.snapshot.set(newer);
	}

	@Override
	public String toString() {
		return snapshot().layers().keySet().toString();
	}

}
