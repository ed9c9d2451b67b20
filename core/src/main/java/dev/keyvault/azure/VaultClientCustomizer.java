package dev.keyvault.azure;

/**
 * Changes how requests to a vault travel: adds headers, counts them, signs them. Called
 * once for each vault before its first request. A customizer that throws makes the vault
 * a problem of the start, whose message names the class of the customizer and what was
 * thrown, but not its text.
 */
@FunctionalInterface
public interface VaultClientCustomizer {

	/**
	 * Change the requests to a vault.
	 * @param client collects the changes for one vault
	 */
	void customize(VaultClient client);

	/**
	 * Combine two customizers.
	 * @param next the customizer to call after this one
	 * @return a customizer that calls both
	 */
	default VaultClientCustomizer andThen(VaultClientCustomizer next) {
		return (client) -> {
			customize(client);
			next.customize(client);
		};
	}

}
