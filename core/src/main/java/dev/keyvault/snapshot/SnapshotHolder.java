package dev.keyvault.snapshot;

import java.util.function.BiConsumer;

import dev.keyvault.Internal;

/**
 * Holds the snapshot in force. Reading is one volatile read. Thread-safe.
 */
@Internal
public final class SnapshotHolder {

	private final BiConsumer<Snapshot, Snapshot> beforeSwap;

	private volatile Snapshot snapshot;

	/**
	 * Hold a snapshot.
	 * @param first the snapshot in force for now
	 */
	public SnapshotHolder(Snapshot first) {
		this(first, (before, after) -> {
		});
	}

	/**
	 * Hold a snapshot.
	 * @param first the snapshot in force for now
	 * @param beforeSwap is told of each swap before it is done: the snapshot in force and
	 * the one that comes
	 */
	public SnapshotHolder(Snapshot first, BiConsumer<Snapshot, Snapshot> beforeSwap) {
		this.snapshot = first;
		this.beforeSwap = beforeSwap;
	}

	/**
	 * Return the snapshot in force.
	 * @return the snapshot
	 */
	public Snapshot get() {
		return this.snapshot;
	}

	/**
	 * Put a snapshot in force, for all its values at once.
	 * @param next the snapshot
	 */
	public void swap(Snapshot next) {
		this.beforeSwap.accept(this.snapshot, next);
		this.snapshot = next;
	}

}
