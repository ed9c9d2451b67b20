package dev.keyvault.azure;

import java.time.Duration;

/**
 * Lets time pass.
 */
@FunctionalInterface
interface Sleeper {

	/**
	 * Wait.
	 * @param time how long
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void sleep(Duration time) throws InterruptedException;

}
