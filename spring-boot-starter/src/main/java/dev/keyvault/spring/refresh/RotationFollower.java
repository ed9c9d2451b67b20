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
	 * @return the changes that some bean here follows, which keeps them from being
	 * reported as followed by nobody; empty if none is used here
	 */
	Collection<Change> follow(EnvironmentChange change);

	/**
	 * Return whether this follower brings up to date what is made from a configuration
	 * properties type that is read only at the start, such as one of Spring Boot's own.
	 * If no follower of a change does, the change is reported as one that is not followed
	 * there, whoever else follows it.
	 * @param type the type
	 * @return {@code true}, unless a follower knows better: who follows a change says
	 * that nobody keeps the old value
	 */
	default boolean serves(Class<?> type) {
		return true;
	}

}
