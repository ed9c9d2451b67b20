package dev.keyvault.rotation;

import java.util.List;

import dev.keyvault.snapshot.Snapshot;

/**
 * The step from one snapshot to the next. Immutable.
 *
 * @param before the values that are or were in force
 * @param after the values that come into force instead
 * @param changes the keys whose values differ
 */
public record Rotation(Snapshot before, Snapshot after, List<Change> changes) {

	public Rotation {
		changes = List.copyOf(changes);
	}

	/**
	 * Find the changes from one snapshot to another.
	 * @param before the values that are in force
	 * @param after the values that are to come into force
	 * @return the step between them
	 */
	public static Rotation between(Snapshot before, Snapshot after) {
		return new Rotation(before, after, Change.between(before, after));
	}

	/**
	 * Return the changes without the values.
	 * @return such as {@code [app.key (secret 'key': 0123… to 4567…)]}
	 */
	@Override
	public String toString() {
		return this.changes.toString();
	}

}
