package dev.keyvault.spring.config;

import java.util.List;
import java.util.Map;

import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.manifest.ManifestDeclarations;
import dev.keyvault.source.Problem;
import dev.keyvault.spring.config.KeyVaultProperties.CredentialProperties;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * The SecretProviderClass manifests of an application.
 *
 * @param declarations what they mean
 * @param vaults the names of the vaults by the location of the manifest
 * @param problems what is wrong with them
 */
record Manifests(ManifestDeclarations declarations, Map<String, List<String>> vaults, List<Problem> problems) {

	static final Manifests NONE = new Manifests(ManifestDeclarations.of(List.of()), Map.of(), List.of());

	/**
	 * Return the vaults of a place that an import names.
	 * @param place the name of a vault or the location of a manifest
	 * @return the names of the vaults; empty if a manifest cannot be read
	 */
	List<String> vaultsOf(String place) {
		return this.vaults.getOrDefault(place, ManifestReader.isLocation(place) ? List.of() : List.of(place));
	}

	/**
	 * Check that a service principal of a manifest has its secret.
	 * @param vault the name of the vault
	 * @param properties how the vault is reached
	 * @throws InvalidPropertyException if it has none
	 */
	void checkCredential(String vault, VaultProperties properties) {
		String principal = this.declarations.findServicePrincipal(vault);
		CredentialProperties credential = properties.credential();
		if (principal != null && credential != null && credential.type() == CredentialType.CLIENT_SECRET
				&& credential.directory() == null && credential.clientSecret() == null) {
			String property = VaultSettingsReader.property(vault, "credential.directory");
			throw new InvalidPropertyException(property,
					"Vault '%s' is read as a service principal by %s, and its client secret is not known."
						.formatted(vault, principal),
					"Mount the Kubernetes Secret of 'nodePublishSecretRef' and set '%s' to its directory, which has the files 'clientid' and 'clientsecret'."
						.formatted(property));
		}
	}

}
