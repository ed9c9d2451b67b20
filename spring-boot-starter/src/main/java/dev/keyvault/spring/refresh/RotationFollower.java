package dev.keyvault.spring.refresh;

import java.util.Collection;

import dev.keyvault.rotation.Change;

/**
 * Brings beans up to date after a rotation has come into force. One thread calls the
 * followers one after the other, in their {@link RotationOrder order}. An exception is
 * logged and reported as a problem, and the other followers are called nevertheless.
 */
@FunctionalInterface
public interface RotationFollower {

	/**
	 * Bring beans up to date.
	 * @param change the rotation, seen from the properties of the application
	 * @return the changes that a bean here has followed, which are then not reported as
	 * followed by nothing; empty if none is used here
	 */
	Collection<Change> follow(EnvironmentChange change);

	/**
	 * Return whether this follower updates what is created from a configuration
	 * properties type that is read only at the start, such as one of Spring Boot's own.
	 * If no follower of a change does, the change is reported as not followed there, even
	 * if others follow it elsewhere.
	 * @param type the type
	 * @return {@code true} by default: a follower that follows a change is expected to
	 * leave no old value behind
	 */
	default boolean serves(Class<?> type) {
		return true;
	}

}
