package dev.keyvault.snapshot;

import dev.keyvault.Internal;

/**
 * How a load approaches a vault.
 */
@Internal
public enum ReadStrategy {

	/**
	 * Reads as many objects at a time as the settings allow from the start.
	 */
	PARALLEL,

	/**
	 * Reads one object first, and the others only once the vault has answered: for a
	 * vault that failed when it was last polled.
	 */
	PROBE_FIRST

}
