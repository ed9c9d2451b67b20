package dev.keyvault.azure;

import dev.keyvault.object.Vault;

/**
 * Names the properties of a vault as users write them.
 */
final class PropertyNames {

	private PropertyNames() {
	}

	/**
	 * Return a property of the credential of a vault.
	 * @param vault the vault
	 * @param name the last part of the name
	 * @return such as {@code keyvault.vaults.payments.credential.tenant-id}
	 */
	static String credential(Vault vault, String name) {
		return fill("{credential}." + name, vault);
	}

	/**
	 * Put the properties of a vault into a sentence.
	 * @param sentence the sentence, in which {@code {vault}} and {@code {credential}}
	 * stand for the prefixes of properties
	 * @param vault the vault
	 * @return the sentence for this vault
	 */
	static String fill(String sentence, Vault vault) {
		String prefix = "keyvault.vaults." + vault.name();
		return sentence.replace("{vault}", prefix).replace("{credential}", prefix + ".credential");
	}

}
