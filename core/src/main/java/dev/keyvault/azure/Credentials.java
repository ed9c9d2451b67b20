package dev.keyvault.azure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

import com.azure.core.credential.TokenCredential;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Makes the credential that the settings of a vault ask for.
 *
 * @param vault the settings of the vault
 * @param client requests tokens
 */
record Credentials(VaultSettings vault, TokenClient client) {

	/**
	 * Make the identity.
	 * @return the identity
	 * @throws InvalidVaultSettingsException if a setting is missing
	 */
	Identity identity() {
		CredentialSettings settings = this.vault.credential();
		return switch (settings.type()) {
			case AUTO -> auto();
			case WORKLOAD_IDENTITY -> settled(workloadIdentity());
			case MANAGED_IDENTITY -> settled(new ManagedIdentityRecipe(settings.clientId()));
			case CLIENT_SECRET -> settled(clientSecret());
			case CLIENT_CERTIFICATE -> settled(clientCertificate());
			case AZURE_CLI -> settled(new AzureCliRecipe(settings.tenantId()));
			case DEFAULT_CHAIN ->
				settled(new DefaultChainRecipe(settings.tenantId(), settings.clientId(), authorityHost()));
			case CUSTOM -> settled(new CustomCredential(
					required(settings.custom(),
							"a 'TokenCredential' of the application, registered in the bootstrap registry"),
					this.client.environment().clock()));
			case STATIC_TOKEN ->
				settled(new StaticTokenCredential(required(settings.token(), CredentialType.STATIC_TOKEN, "token")));
		};
	}

	private Identity auto() {
		CredentialSettings settings = this.vault.credential();
		if (settings.clientSecret() != null || settings.directory() != null) {
			return settled(clientSecret());
		}
		if (settings.clientCertificatePath() != null) {
			return settled(clientCertificate());
		}
		AutoChooser chooser = new AutoChooser(List.of(new VariablesCandidate(settings, authorityHost(), this.client),
				new WorkloadIdentityCandidate(settings, authorityHost(), this.client),
				new ManagedIdentityCandidate(settings.clientId(), this.client),
				new AzureCliCandidate(settings.tenantId(), this.client)));
		return Identity.choosing(chooser, this.client.environment().timer(), this.client.executor());
	}

	private Identity settled(Recipe recipe) {
		return settled(new IdentityCredential(recipe, this.client));
	}

	private Identity settled(Credential credential) {
		return Identity.of(credential, this.client.environment().timer(), this.client.executor());
	}

	private Credential clientSecret() {
		CredentialSettings settings = this.vault.credential();
		String tenantId = required(settings.tenantId(), CredentialType.CLIENT_SECRET, "tenant-id");
		Path directory = settings.directory();
		if (directory != null) {
			return new DirectoryCredential(new ClientDirectory(directory), tenantId, authorityHost(), this.client);
		}
		String clientId = required(settings.clientId(), CredentialType.CLIENT_SECRET, "client-id");
		SensitiveValue secret = required(settings.clientSecret(), CredentialType.CLIENT_SECRET, "client-secret");
		Application application = new Application(tenantId, clientId, authorityHost());
		return new IdentityCredential(new ClientSecretRecipe(application, secret), this.client);
	}

	private Recipe clientCertificate() {
		CredentialType type = CredentialType.CLIENT_CERTIFICATE;
		CredentialSettings settings = this.vault.credential();
		Application application = new Application(required(settings.tenantId(), type, "tenant-id"),
				required(settings.clientId(), type, "client-id"), authorityHost());
		Path path = required(settings.clientCertificatePath(), type, "client-certificate-path");
		return new ClientCertificateRecipe(application, path, settings.clientCertificatePassword());
	}

	private Recipe workloadIdentity() {
		CredentialSettings settings = this.vault.credential();
		String tenantId = settingOrVariable(settings.tenantId(), "tenant-id", "AZURE_TENANT_ID");
		String clientId = settingOrVariable(settings.clientId(), "client-id", "AZURE_CLIENT_ID");
		String tokenFile = this.client.environment().variable("AZURE_FEDERATED_TOKEN_FILE");
		if (tokenFile == null) {
			throw incomplete(CredentialType.WORKLOAD_IDENTITY, "type",
					"the environment variable 'AZURE_FEDERATED_TOKEN_FILE', which the webhook of Microsoft Entra Workload ID sets");
		}
		return new WorkloadIdentityRecipe(new Application(tenantId, clientId, authorityHost()), Path.of(tokenFile));
	}

	private String settingOrVariable(@Nullable String setting, String property, String variable) {
		String value = (setting != null) ? setting : this.client.environment().variable(variable);
		if (value == null) {
			throw incomplete(CredentialType.WORKLOAD_IDENTITY, property, "'%s' or the environment variable '%s'"
				.formatted(PropertyNames.credential(this.vault, property), variable));
		}
		return value;
	}

	/**
	 * Return where the identity of the vault gets its tokens.
	 * @return the authority host
	 * @throws InvalidVaultSettingsException if it does not start with {@code https://}
	 */
	URI authorityHost() {
		URI configured = this.vault.credential().authorityHost();
		String variable = this.client.environment().variable("AZURE_AUTHORITY_HOST");
		if (configured != null) {
			return requireHttps(configured);
		}
		return (variable != null) ? requireHttps(uri(variable))
				: Cloud.find(this.vault.vault()).orElse(this.vault.cloud()).authorityHost();
	}

	private URI uri(String authorityHost) {
		try {
			return new URI(authorityHost);
		}
		catch (URISyntaxException ex) {
			throw notAuthority(authorityHost);
		}
	}

	private URI requireHttps(URI authorityHost) {
		if (!"https".equalsIgnoreCase(authorityHost.getScheme()) || authorityHost.getHost() == null) {
			throw notAuthority(authorityHost.toString());
		}
		return authorityHost;
	}

	private InvalidVaultSettingsException notAuthority(String authorityHost) {
		String property = PropertyNames.credential(this.vault, "authority-host");
		return new InvalidVaultSettingsException(this.vault.vault(), property,
				"'%s' is not where tokens are given out: '%s' or AZURE_AUTHORITY_HOST must start with https:// and have a host."
					.formatted(authorityHost, property));
	}

	private TokenCredential required(@Nullable TokenCredential value, String need) {
		if (value == null) {
			throw incomplete(CredentialType.CUSTOM, "type", need);
		}
		return value;
	}

	private <T> T required(@Nullable T value, CredentialType type, String property) {
		if (value == null) {
			throw incomplete(type, property, "'%s'".formatted(PropertyNames.credential(this.vault, property)));
		}
		return value;
	}

	private InvalidVaultSettingsException incomplete(CredentialType type, String property, String need) {
		return new InvalidVaultSettingsException(this.vault.vault(), PropertyNames.credential(this.vault, property),
				"Credential type '%s' of vault '%s' needs %s.".formatted(type.word(), this.vault.vault().name(), need));
	}

}
