package dev.keyvault.spring.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

import dev.keyvault.azure.VaultSettings;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Setting;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * Reads how vaults are reached.
 */
final class VaultSettingsReader {

	private final ResourceLoader resources;

	private final CredentialReader credentials;

	VaultSettingsReader(ResourceLoader resources, CredentialReader credentials) {
		this.resources = resources;
		this.credentials = credentials;
	}

	VaultSettings read(String name, VaultProperties properties) {
		Vault vault = vault(name, properties);
		Setting credential = (properties.credential() != null) ? Setting.of(vault, "credential")
				: Setting.of("credential");
		return new VaultSettings(vault, properties.cloud(), this.credentials.read(name, properties.credential()),
				trustedCertificates(name, properties.trustedCertificates()), properties.verifyChallengeResource(),
				credential);
	}

	private static Vault vault(String name, VaultProperties properties) {
		boolean named = StringUtils.hasText(properties.name());
		if (StringUtils.hasText(properties.endpoint()) == named) {
			throw new InvalidPropertyException(property(name, "endpoint"),
					"Vault '%s' has %s.".formatted(name, named ? "both an endpoint and a name" : "no endpoint"),
					"Set either '%s' to the address of the vault, such as https://payments-kv.vault.azure.net, or '%s' to its name in Azure."
						.formatted(property(name, "endpoint"), property(name, "name")));
		}
		return named ? vaultByName(name, properties) : vaultByEndpoint(name, properties);
	}

	private static Vault vaultByName(String name, VaultProperties properties) {
		try {
			return new Vault(name, properties.cloud().endpoint(String.valueOf(properties.name())));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property(name, "name"), ex.getMessage() + ".",
					"Correct '%s'.".formatted(property(name, "name")));
		}
	}

	private static Vault vaultByEndpoint(String name, VaultProperties properties) {
		String endpoint = String.valueOf(properties.endpoint());
		if (endpoint.contains("${")) {
			throw new InvalidPropertyException(property(name, "endpoint"),
					"The address '%s' of vault '%s' has a placeholder that nothing resolves.".formatted(endpoint, name),
					"Set the property or the environment variable that the placeholder names.");
		}
		try {
			return Vault.of(name, endpoint);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property(name, "endpoint"), ex.getMessage() + ".",
					"Correct '%s'; an address looks like https://payments-kv.vault.azure.net."
						.formatted(property(name, "endpoint")));
		}
	}

	private @Nullable String trustedCertificates(String name, @Nullable String location) {
		if (!StringUtils.hasText(location)) {
			return null;
		}
		try {
			Resource file = this.resources.getResource(location);
			if (file.isFile() && !file.getFile().isFile()) {
				// Reading a named pipe or a device might never end.
				throw new FileNotFoundException(location);
			}
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new InvalidPropertyException(property(name, "trusted-certificates"),
					"The trusted certificates '%s' of vault '%s' cannot be read.".formatted(location, name),
					"Set '%s' to a PEM file that the application can read, such as file:/etc/ca.pem."
						.formatted(property(name, "trusted-certificates")));
		}
	}

	static String property(String vault, String property) {
		return "keyvault.vaults.%s.%s".formatted(vault, property);
	}

}
