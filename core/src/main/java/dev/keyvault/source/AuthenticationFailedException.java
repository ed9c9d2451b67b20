package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when no token can be had for a vault, or the vault does not accept it.
 */
@Internal
public final class AuthenticationFailedException extends KeyVaultException {

	/**
	 * Report that the application cannot prove who it is.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause the failure, if its message holds no credential
	 */
	public AuthenticationFailedException(Vault vault, String reason, String action, @Nullable Throwable cause) {
		this(vault, reason, Message.of(action), cause);
	}

	/**
	 * Report that the application cannot prove who it is.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause the failure, if its message holds no credential
	 */
	public AuthenticationFailedException(Vault vault, String reason, Message action, @Nullable Throwable cause) {
		super(vault, reason, action, cause);
	}

	@Override
	public Reach reach() {
		return Reach.VAULT;
	}

}
