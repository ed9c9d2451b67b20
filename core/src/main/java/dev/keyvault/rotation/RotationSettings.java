package dev.keyvault.rotation;

import java.time.Duration;

import dev.keyvault.Internal;

/**
 * How often vaults are polled, and how.
 *
 * @param interval the time between two polls of a vault that answers
 * @param jitter by which share of the interval that time differs by chance, to either
 * side
 * @param detection how a poll finds out what has changed
 */
@Internal
public record RotationSettings(Duration interval, double jitter, Detection detection) {

	/**
	 * Every 2 minutes ± 10 %, reading each object.
	 */
	public static final RotationSettings DEFAULTS = new RotationSettings(Duration.ofMinutes(2), 0.1, Detection.GET);

	public RotationSettings {
		if (interval.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("The time between two polls must be at least 1 s");
		}
		if (!(jitter >= 0 && jitter < 1)) {
			throw new IllegalArgumentException("The jitter must be at least 0 and less than 1");
		}
	}

}
