package dev.keyvault.spring.refresh;

import dev.keyvault.Internal;

/**
 * Reports what a rotation has left with old values.
 */
@Internal
@FunctionalInterface
public interface RotationReport {

	/**
	 * Report after all followers have been called and the event has been published.
	 * @param change the rotation, seen from the properties of the application
	 * @param followed the changes that were followed
	 */
	void report(EnvironmentChange change, Followed followed);

}
