package dev.keyvault.target;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * Something outside the application that the values of a snapshot are written to, such as
 * a file that another process reads.
 * <p>
 * A target gets the snapshot when the application starts, before it is ready, and again
 * after each rotation, when the beans of the application have the new values. One thread
 * calls it, never twice at once. If it throws, the failure is logged once, shows up in
 * health, and is retried with the last snapshot after a back-off of 2 s to 5 min. Neither
 * the application nor another target fails because of it.
 */
public interface Target extends AutoCloseable {

	/**
	 * Return the name of this target in logs and health.
	 * @return the name, which no other target has, such as {@code pgpass}
	 */
	String name();

	/**
	 * Return the keys whose values this target writes. Only a rotation of one of these
	 * calls {@link #write}, and is followed by this target.
	 * @return the keys, the same each time
	 */
	Set<NamedKey> keys();

	/**
	 * Write what differs from the values of a snapshot. Must leave what is there
	 * untouched if nothing differs, and must not leave half of a change behind.
	 * @param snapshot the values that belong together
	 * @return what was done
	 * @throws WriteFailedException to say what failed and what to do in words of its own,
	 * which must not hold a value
	 * @throws Exception if it cannot be written; the message, which may hold a value, is
	 * neither logged nor shown
	 */
	WriteResult write(Snapshot snapshot) throws Exception;

	/**
	 * Return how often this target is written again with the values in force although
	 * none has rotated, so that what others have changed is put back.
	 * @return the time between two writes, longer than zero; {@code null} for never,
	 * which is the default
	 */
	default @Nullable Duration comparisonInterval() {
		return null;
	}

	/**
	 * Release what the target holds, after its last write. Does nothing by default.
	 */
	@Override
	default void close() {
	}

}
