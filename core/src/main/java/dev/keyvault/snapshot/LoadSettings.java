package dev.keyvault.snapshot;

import java.time.Duration;

import dev.keyvault.Internal;

/**
 * How much a load may take.
 *
 * @param timeout the time for everything together
 * @param parallelism how many reads may be under way at a time, per vault
 */
@Internal
public record LoadSettings(Duration timeout, int parallelism) {

	/**
	 * 30 seconds for everything, 16 reads at a time.
	 */
	public static final LoadSettings DEFAULTS = new LoadSettings(Duration.ofSeconds(30), 16);

	public LoadSettings {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("The time to load must be longer than zero");
		}
		if (parallelism < 1) {
			throw new IllegalArgumentException("The number of parallel reads must be at least 1");
		}
	}

}
