package dev.keyvault.spring.config;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.keyvault.snapshot.Snapshot;

/**
 * Holds the snapshot that all imports of an application read from. Thread-safe.
 */
public final class ImportedKeys {

	private static final int SHORTEST = 4;

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

	/**
	 * Return whether a text shows the value of a key. Values shorter than 4 characters
	 * are not looked for, since they may stand anywhere by chance.
	 * @param text the text
	 * @return whether some value is part of the text
	 */
	public boolean areShownIn(String text) {
		return snapshot().layers()
			.values()
			.stream()
			.flatMap((layer) -> layer.values().stream())
			.map((entry) -> entry.value().reveal())
			.anyMatch((value) -> value.length() >= SHORTEST && text.contains(value));
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
