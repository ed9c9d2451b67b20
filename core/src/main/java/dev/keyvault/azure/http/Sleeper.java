package dev.keyvault.azure.http;

import java.time.Duration;

import dev.keyvault.Internal;

/**
 * Lets time pass.
 */
@FunctionalInterface
@Internal
public interface Sleeper {

	/**
	 * Wait.
	 * @param time how long
	 * @throws InterruptedException if the waiting thread is interrupted
	 */
	void sleep(Duration time) throws InterruptedException;

}
