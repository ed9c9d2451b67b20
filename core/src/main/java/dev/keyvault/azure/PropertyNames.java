package dev.keyvault.azure;

/**
 * Names the properties of a vault as users write them.
 */
final class PropertyNames {

	private PropertyNames() {
	}

	/**
	 * Return a property of the credential of a vault.
	 * @param settings the settings of the vault
	 * @param name the last part of the name
	 * @return such as {@code keyvault.vaults.payments.credential.tenant-id}
	 */
	static String credential(VaultSettings settings, String name) {
		return settings.credentialProperties() + "." + name;
	}

	/**
	 * Put the properties of a vault into a sentence.
	 * @param sentence the sentence, in which {@code {vault}} and {@code {credential}}
	 * stand for the prefixes of properties and {@code {name}} for the name of the vault
	 * @param settings the settings of the vault
	 * @return the sentence for this vault
	 */
	static String fill(String sentence, VaultSettings settings) {
		return sentence.replace("{vault}", "keyvault.vaults." + settings.vault().name())
			.replace("{credential}", settings.credentialProperties())
			.replace("{name}", settings.vault().name());
	}

}
