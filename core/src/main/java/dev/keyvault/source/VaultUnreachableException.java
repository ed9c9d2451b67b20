package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.Vault;

/**
 * Raised when a vault, or the authority that gives tokens for it, gives no usable answer.
 */
public final class VaultUnreachableException extends KeyVaultException {

	/**
	 * Tell that a vault is out of reach.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause the failure
	 */
	public VaultUnreachableException(Vault vault, String reason, String action, @Nullable Throwable cause) {
		super(vault, reason, action, cause);
	}

	@Override
	public Reach reach() {
		return Reach.OUTAGE;
	}

}
