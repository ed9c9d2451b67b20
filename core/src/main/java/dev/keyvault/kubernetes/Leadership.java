package dev.keyvault.kubernetes;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Says whether this replica is the one that writes.
 */
@FunctionalInterface
@Internal
public interface Leadership {

	/**
	 * Every replica writes.
	 */
	Leadership EVERYONE = () -> true;

	/**
	 * Return whether this replica may write now.
	 * @return whether it leads
	 */
	boolean isLeader();

	/**
	 * Wait until it is known who leads, or asking for that has failed.
	 * @param patience how long to wait at most
	 * @return whether it is known that this replica leads, or another one
	 * @throws InterruptedException if whoever waits is interrupted
	 */
	default boolean awaitLeader(Duration patience) throws InterruptedException {
		return true;
	}

	/**
	 * Return why nobody is known to lead.
	 * @return a sentence, or {@code null} if this replica leads or another one
	 */
	default @Nullable String vacancy() {
		return null;
	}

}
