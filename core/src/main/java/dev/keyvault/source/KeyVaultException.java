package dev.keyvault.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when a vault does not give what was asked for. The message has two sentences for
 * users, what failed and what to do, and never a value.
 */
@Internal
public abstract sealed class KeyVaultException extends RuntimeException
		permits AccessDeniedException, AuthenticationFailedException, MalformedObjectException, ObjectDisabledException,
		ObjectNotFoundException, UnexpectedFailureException, VaultThrottledException, VaultUnreachableException {

	private final transient Vault vault;

	private final String reason;

	private final transient Message action;

	KeyVaultException(Vault vault, String reason, Message action, @Nullable Throwable cause) {
		super(reason + " " + action, cause);
		this.vault = vault;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Return the vault that was asked.
	 * @return the vault
	 */
	public Vault vault() {
		return this.vault;
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
	public Message action() {
		return this.action;
	}

	/**
	 * Return how far the failure reaches.
	 * @return the reach
	 */
	public abstract Reach reach();

	/**
	 * Return how long the vault asks to wait before it is asked again.
	 * @return the time from the answer on, or {@code null} if the vault does not say
	 */
	public @Nullable Duration retryAfter() {
		return null;
	}

	/**
	 * How far a failure reaches.
	 */
	public enum Reach {

		/**
		 * The object asked for; others may be readable.
		 */
		OBJECT,

		/**
		 * The whole vault, because of how access to it is set up: asking for other
		 * objects is of no use until somebody changes that.
		 */
		VAULT,

		/**
		 * The whole vault for now: it may answer again later with nothing changed.
		 */
		OUTAGE

	}

}
