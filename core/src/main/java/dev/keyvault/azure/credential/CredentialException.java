package dev.keyvault.azure.credential;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Raised when there is no token, before it is known for which vault: several vaults may
 * share an identity.
 */
@Internal
public final class CredentialException extends RuntimeException {

	private final boolean passing;

	private final String reason;

	private final String action;

	private CredentialException(boolean passing, String reason, String action, @Nullable IOException cause) {
		super(reason, cause);
		this.passing = passing;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Tell that somebody has to change something.
	 * @param reason what failed, a clause without a full stop
	 * @param action what to do; {@code {credential}} stands for the prefix of the
	 * properties of the credential
	 * @return the exception
	 */
	public static CredentialException refused(String reason, String action) {
		return new CredentialException(false, reason, action, null);
	}

	/**
	 * Tell that it may go better later with nothing changed.
	 * @param reason what failed, a clause without a full stop
	 * @param action what to do
	 * @param cause the failure of the network, or {@code null} if there was an answer
	 * @return the exception
	 */
	static CredentialException unreachable(String reason, String action, @Nullable IOException cause) {
		return new CredentialException(true, reason, action, cause);
	}

	/**
	 * Return whether the same request may succeed later.
	 * @return {@code false} if somebody has to change something first
	 */
	public boolean isPassing() {
		return this.passing;
	}

	/**
	 * Return what failed.
	 * @return a clause without a full stop
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Return what to do.
	 * @return a sentence in which {@code {credential}} stands for the prefix of the
	 * properties of the credential
	 */
	public String action() {
		return this.action;
	}

}
