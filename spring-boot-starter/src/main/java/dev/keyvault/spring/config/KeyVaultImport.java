package dev.keyvault.spring.config;

import java.util.Collection;
import java.util.List;

/**
 * What an import of keys asks for.
 *
 * @param vaults the names of the vaults; empty for all that are declared
 * @param optional whether the application starts while a vault is out of reach
 */
record KeyVaultImport(List<String> vaults, boolean optional) {

	KeyVaultImport {
		vaults = List.copyOf(vaults);
	}

	/**
	 * Return the vaults to import.
	 * @param declared the names of all vaults that are declared
	 * @return the names of the vaults
	 */
	Collection<String> vaultsOf(Collection<String> declared) {
		return this.vaults.isEmpty() ? declared : this.vaults;
	}

	/**
	 * Return the import as it is written.
	 * @return such as {@code optional:keyvault:payments;audit}
	 */
	String name() {
		return (this.optional ? "optional:" : "") + KeyVaultConfigDataResource.PREFIX + String.join(";", this.vaults);
	}

}
