package dev.keyvault.azure.credential;

import dev.keyvault.Internal;

/**
 * Raised when the settings of a credential are incomplete or wrong, before it is known
 * for which vault: several vaults may share them.
 */
@Internal
public final class InvalidCredentialSettingsException extends IllegalArgumentException {

	private final String setting;

	/**
	 * Create an exception.
	 * @param setting the last part of the name of the property that is missing or wrong
	 * @param message what is wrong, as a sentence in which {@code {credential}} stands
	 * for the prefix of the properties of the credential and {@code {name}} for the name
	 * of the vault
	 */
	InvalidCredentialSettingsException(String setting, String message) {
		super(message);
		this.setting = setting;
	}

	/**
	 * Return the setting that is missing or wrong.
	 * @return such as {@code tenant-id}
	 */
	public String setting() {
		return this.setting;
	}

}
