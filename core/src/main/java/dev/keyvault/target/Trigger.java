package dev.keyvault.target;

import dev.keyvault.Internal;

/**
 * Why a destination is polled.
 */
@Internal
public enum Trigger {

	/**
	 * The values are the ones to be written, whatever another replica has written.
	 */
	CYCLE,

	/**
	 * The destination was as it should be and has changed, while the values may be older
	 * than those of another replica.
	 */
	DRIFT

}
