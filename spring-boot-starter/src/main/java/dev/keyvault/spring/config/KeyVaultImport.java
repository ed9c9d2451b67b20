package dev.keyvault.spring.config;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * What an import of keys asks for.
 *
 * @param places the names of vaults and the locations of manifests, as they are written;
 * empty for all vaults that are declared
 * @param vaults the names of the vaults, with those of the manifests once these are read
 * @param optional whether the application starts while a vault is out of reach
 */
record KeyVaultImport(List<String> places, List<String> vaults, boolean optional) {

	KeyVaultImport {
		places = List.copyOf(places);
		vaults = List.copyOf(vaults);
	}

	/**
	 * Create an import before manifests are read.
	 * @param places the names of vaults and the locations of manifests
	 * @param optional whether the application starts while a vault is out of reach
	 */
	KeyVaultImport(List<String> places, boolean optional) {
		this(places, places, optional);
	}

	/**
	 * Put in what manifests declare.
	 * @param vaultsOf gives the vaults of a place
	 * @return the import with the names of vaults alone
	 */
	KeyVaultImport resolve(Function<String, List<String>> vaultsOf) {
		return new KeyVaultImport(this.places,
				this.places.stream().flatMap((place) -> vaultsOf.apply(place).stream()).distinct().toList(),
				this.optional);
	}

	/**
	 * Return whether all vaults are asked for.
	 * @return whether the import names none
	 */
	boolean isOfAllVaults() {
		return this.places.isEmpty();
	}

	/**
	 * Return the vaults to import.
	 * @param declared the names of all vaults that are declared
	 * @return the names of the vaults
	 */
	Collection<String> vaultsOf(Collection<String> declared) {
		return isOfAllVaults() ? declared : this.vaults;
	}

	/**
	 * Return the import as it is written.
	 * @return such as {@code optional:keyvault:payments;audit}
	 */
	String name() {
		return (this.optional ? "optional:" : "") + KeyVaultConfigDataResource.PREFIX + String.join(";", this.places);
	}

}
