package dev.keyvault.azure;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when the settings of a vault are incomplete or contradict each other. The
 * message is one sentence for users that names the property to set.
 */
@Internal
public final class InvalidVaultSettingsException extends IllegalArgumentException {

	private final transient Vault vault;

	private final String property;

	/**
	 * Tell what is wrong with the settings of a vault.
	 * @param vault the vault
	 * @param property the property that is missing or wrong, such as
	 * {@code keyvault.vaults.payments.credential.tenant-id}
	 * @param message what is wrong, as a sentence
	 */
	InvalidVaultSettingsException(Vault vault, String property, String message) {
		super(message);
		this.vault = vault;
		this.property = property;
	}

	/**
	 * Return the vault whose settings these are.
	 * @return the vault
	 */
	public Vault vault() {
		return this.vault;
	}

	/**
	 * Return the property that is missing or wrong.
	 * @return such as {@code keyvault.vaults.payments.credential.tenant-id}
	 */
	public String property() {
		return this.property;
	}

}
