package dev.keyvault.kubernetes;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Raised when the Kubernetes API server does not do what it was asked for, or could not
 * be asked. The message has two sentences for users, what failed and what to do, and
 * never the value of an entry.
 */
public abstract sealed class KubernetesException extends RuntimeException
		permits AccessRefusedException, ApiServerThrottledException, ApiServerUnavailableException,
		FieldConflictException, ForeignSecretException, FrozenSecretException, InvalidSecretException,
		SecretRejectedException, UnexpectedFailureException, WorkloadUnknownException {

	private final String reason;

	private final String action;

	KubernetesException(String reason, String action, @Nullable Throwable cause) {
		super(reason + " " + action, cause);
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return what failed, as a sentence.
	 * @return the reason
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to do about it, as a sentence.
	 * @return the action
	 */
	public String action() {
		return this.action;
	}

	/**
	 * Return how far the failure reaches.
	 * @return the reach; one Secret if nothing else is said
	 */
	public Reach reach() {
		return Reach.SECRET;
	}

	/**
	 * Return how long the API server asks to wait.
	 * @return the time from the answer on, or {@code null} if it does not say
	 */
	public @Nullable Duration retryAfter() {
		return null;
	}

	/**
	 * How far a failure reaches.
	 */
	public enum Reach {

		/**
		 * The Secret asked for; others may be writable.
		 */
		SECRET,

		/**
		 * The API server for now: asking it for other Secrets is of no use.
		 */
		SERVER

	}

}
