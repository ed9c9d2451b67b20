package dev.keyvault.kubernetes;

/**
 * Why a Secret is polled.
 */
enum Trigger {

	/**
	 * The values are the ones to be written, whatever another replica has written.
	 */
	CYCLE,

	/**
	 * The Secret was as it should be and has changed, while the values may be older than
	 * those of another replica.
	 */
	DRIFT

}
