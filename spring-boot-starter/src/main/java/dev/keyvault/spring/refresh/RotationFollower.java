package dev.keyvault.spring.refresh;

import java.util.Collection;

import dev.keyvault.rotation.Change;

/**
 * Lets beans follow a rotation that has come into force. Followers are called one after
 * the other, in their order, by one thread. An exception is logged and keeps nobody else
 * from following.
 */
@FunctionalInterface
public interface RotationFollower {

	/**
	 * Let beans follow.
	 * @param change the rotation, seen from the properties of the application
	 * @return the changes that some bean here follows; empty if none is used here
	 */
	Collection<Change> follow(EnvironmentChange change);

}
