package dev.keyvault.azure;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.VaultUnreachableException;

/**
 * Raised when there is no token, before it is known for which vault that is told: several
 * vaults may share an identity.
 */
final class CredentialException extends RuntimeException {

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
	static CredentialException refused(String reason, String action) {
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

	KeyVaultException explain(VaultSettings settings) {
		Vault vault = settings.vault();
		String told = "No token for vault %s: %s.".formatted(vault, this.reason);
		String todo = PropertyNames.fill(this.action, settings);
		return this.passing ? new VaultUnreachableException(vault, told, todo, getCause())
				: new AuthenticationFailedException(vault, told, todo, getCause());
	}

}
