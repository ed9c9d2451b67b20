package dev.keyvault.snapshot;

/**
 * Holds the snapshot in force. Reading is one volatile read. Thread-safe.
 */
public final class SnapshotHolder {

	private volatile Snapshot snapshot;

	/**
	 * Hold a snapshot.
	 * @param first the snapshot in force for now
	 */
	public SnapshotHolder(Snapshot first) {
		this.snapshot = first;
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
		this.snapshot = next;
	}

}
