package dev.keyvault.target;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Raised when a target cannot be written. The message has two sentences for users, what
 * failed and what to do, and never holds a value.
 */
public abstract class TargetException extends RuntimeException {

	private final String reason;

	private final String action;

	/**
	 * Create an exception.
	 * @param reason what failed, as a sentence without a value
	 * @param action what to do about it, as a sentence
	 * @param cause what was thrown, whose message must not hold a value either, or
	 * {@code null}
	 */
	protected TargetException(String reason, String action, @Nullable Throwable cause) {
		super(reason + " " + action, cause);
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return what was thrown if it is an exception of a target, else one that describes
	 * it without its message.
	 * @param destination what was to be read or written
	 * @param thrown what was thrown
	 * @return the exception
	 */
	public static TargetException of(Destination destination, Throwable thrown) {
		return (thrown instanceof TargetException known) ? known : WriteFailedException.unexpected(destination, thrown);
	}

	/**
	 * Return what failed, as a sentence.
	 * @return the reason
	 */
	public final String reason() {
		return this.reason;
	}

	/**
	 * Return what to do about it, as a sentence.
	 * @return the action
	 */
	public final String action() {
		return this.action;
	}

	/**
	 * Return how far the failure reaches.
	 * @return the reach; one destination unless a failure says otherwise
	 */
	public Reach reach() {
		return Reach.DESTINATION;
	}

	/**
	 * Return how long the target asks to wait.
	 * @return the time from the failure on, or {@code null} if it does not say
	 */
	public @Nullable Duration retryAfter() {
		return null;
	}

	/**
	 * Return what this failure makes of a write.
	 * @return {@link WriteResult#FAILED} unless a failure says otherwise
	 */
	public WriteResult result() {
		return WriteResult.FAILED;
	}

	/**
	 * Return whether other values can end the failure, so that new values are written
	 * without waiting.
	 * @return {@code false} unless a failure says otherwise
	 */
	public boolean isOfValues() {
		return false;
	}

	/**
	 * Return whether nothing but an answer of the target is waited for, so that its first
	 * answer ends the waiting.
	 * @return {@code false} unless a failure says otherwise
	 */
	public boolean isOutage() {
		return false;
	}

	/**
	 * How far a failure reaches.
	 */
	public enum Reach {

		/**
		 * One destination; others may be writable.
		 */
		DESTINATION,

		/**
		 * The whole target for now: trying its other destinations is of no use.
		 */
		TARGET

	}

}
