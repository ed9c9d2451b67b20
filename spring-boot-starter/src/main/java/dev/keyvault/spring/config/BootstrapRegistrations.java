package dev.keyvault.spring.config;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;

import dev.keyvault.azure.VaultClientCustomizer;
import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.mapping.DeclarationSource;

/**
 * What an application has registered in the bootstrap registry for the import to use.
 *
 * @param credential a credential of the Azure SDK, or {@code null} for none
 * @param clientCustomizer changes the requests to vaults
 * @param declarationSource where keys are declared beside {@code keyvault.vaults}, or
 * {@code null} for nowhere
 */
record BootstrapRegistrations(@Nullable Object credential, VaultClientCustomizer clientCustomizer,
		@Nullable DeclarationSource declarationSource) {

	static final BootstrapRegistrations NONE = new BootstrapRegistrations(null, (client) -> {
	}, null);

	static BootstrapRegistrations of(ConfigurableBootstrapContext bootstrap) {
		return new BootstrapRegistrations(find(bootstrap, CredentialSettings.customType()),
				Objects.requireNonNullElse(find(bootstrap, VaultClientCustomizer.class), NONE.clientCustomizer),
				find(bootstrap, DeclarationSource.class));
	}

	private static <T> @Nullable T find(ConfigurableBootstrapContext bootstrap, Class<T> type) {
		return bootstrap.isRegistered(type) ? bootstrap.get(type) : null;
	}

}
