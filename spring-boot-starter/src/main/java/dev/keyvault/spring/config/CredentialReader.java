package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.spring.config.KeyVaultProperties.CredentialProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * Reads how the application proves who it is. A vault with a credential of its own takes
 * nothing from the one that vaults share: an identity is never put together from two.
 *
 * @param shared the credential of vaults without their own
 * @param custom the credential that the application has registered, or {@code null}
 */
record CredentialReader(CredentialProperties shared, @Nullable Object custom) {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

	/**
	 * Return the prefix of the properties that count for a vault.
	 * @param vault the name of the vault
	 * @param own the credential of the vault, or {@code null} if it has none
	 * @return such as {@code keyvault.vaults.payments.credential}
	 */
	static String prefix(String vault, @Nullable CredentialProperties own) {
		return (own != null) ? VaultSettingsReader.property(vault, "credential") : "keyvault.credential";
	}

	CredentialSettings read(String vault, @Nullable CredentialProperties own) {
		CredentialProperties properties = (own != null) ? own : this.shared;
		checkPlaceholders(prefix(vault, own), properties);
		return CredentialSettings.builder(properties.type())
			.tenantId(properties.tenantId())
			.clientId(properties.clientId())
			.clientSecret(properties.clientSecret())
			.clientCertificatePath(properties.clientCertificatePath())
			.clientCertificatePassword(properties.clientCertificatePassword())
			.directory(properties.directory())
			.authorityHost(properties.authorityHost())
			.token(properties.token())
			.custom(this.custom)
			.build();
	}

	private static void checkPlaceholders(String prefix, CredentialProperties properties) {
		check(prefix + ".tenant-id", properties.tenantId());
		check(prefix + ".client-id", properties.clientId());
		check(prefix + ".client-secret", text(properties.clientSecret()));
		check(prefix + ".client-certificate-path", text(properties.clientCertificatePath()));
		check(prefix + ".client-certificate-password", text(properties.clientCertificatePassword()));
		check(prefix + ".directory", text(properties.directory()));
		check(prefix + ".token", text(properties.token()));
	}

	private static @Nullable String text(@Nullable SensitiveValue value) {
		return (value != null) ? value.reveal() : null;
	}

	private static @Nullable String text(@Nullable Path path) {
		return (path != null) ? path.toString() : null;
	}

	private static void check(String property, @Nullable String value) {
		if (Stream.ofNullable(value).anyMatch((text) -> PLACEHOLDER.matcher(text).find())) {
			throw new InvalidPropertyException(property,
					"'%s' has a placeholder that nothing resolves.".formatted(property),
					"Set the property or the environment variable that the placeholder names.");
		}
	}

}
