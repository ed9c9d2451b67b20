package dev.keyvault.snapshot;

import dev.keyvault.source.KeyVaultException;

/**
 * A read that has been started.
 *
 * @param <T> the type of what is read
 */
@FunctionalInterface
interface PendingRead<T> {

	/**
	 * Wait until the read is over, at most until the deadline of the load.
	 * @return what was read
	 * @throws KeyVaultException if it could not be read
	 */
	T await();

}
