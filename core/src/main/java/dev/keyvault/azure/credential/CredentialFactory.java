package dev.keyvault.azure.credential;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

import com.azure.core.credential.TokenCredential;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * Makes the credential that settings ask for.
 *
 * @param settings the settings of the credential
 * @param cloudAuthorityHost where the cloud of the vault gives out tokens
 * @param client requests tokens
 */
@Internal
public record CredentialFactory(CredentialSettings settings, URI cloudAuthorityHost, TokenClient client) {

	/**
	 * Make the identity.
	 * @return the identity
	 * @throws InvalidCredentialSettingsException if a setting is missing
	 */
	public Identity identity() {
		return switch (this.settings.type()) {
			case AUTO -> auto();
			case WORKLOAD_IDENTITY -> settled(workloadIdentity());
			case MANAGED_IDENTITY -> settled(new SdkCredential.ManagedIdentity(this.settings.clientId()));
			case CLIENT_SECRET -> settled(clientSecret());
			case CLIENT_CERTIFICATE -> settled(clientCertificate());
			case AZURE_CLI -> settled(new SdkCredential.AzureCli(this.settings.tenantId()));
			case DEFAULT_CHAIN -> settled(
					new DefaultChainCredential(this.settings.tenantId(), this.settings.clientId(), authorityHost()));
			case CUSTOM -> settled(new CustomCredential(
					required(this.settings.custom(),
							"a 'TokenCredential' of the application, registered in the bootstrap registry"),
					this.client.environment().clock()));
			case STATIC_TOKEN -> settled(
					new StaticTokenCredential(required(this.settings.token(), CredentialType.STATIC_TOKEN, "token")));
		};
	}

	private Identity auto() {
		if (this.settings.clientSecret() != null || this.settings.directory() != null) {
			return settled(clientSecret());
		}
		if (this.settings.clientCertificatePath() != null) {
			return settled(clientCertificate());
		}
		CredentialResolver chooser = new CredentialResolver(
				List.of(new CredentialResolver.Variables(this.settings, authorityHost(), this.client),
						new CredentialResolver.WorkloadIdentity(this.settings, authorityHost(), this.client),
						new CredentialResolver.ManagedIdentity(this.settings.clientId(), this.client),
						new CredentialResolver.AzureCli(this.settings.tenantId(), this.client)));
		return Identity.choosing(chooser, this.client.environment().timer(), this.client.executor());
	}

	private Identity settled(SdkCredential sdk) {
		return settled(new IdentityCredential(sdk, this.client));
	}

	private Identity settled(Credential credential) {
		return Identity.of(credential, this.client.environment().timer(), this.client.executor());
	}

	private Credential clientSecret() {
		String tenantId = required(this.settings.tenantId(), CredentialType.CLIENT_SECRET, "tenant-id");
		Path directory = this.settings.directory();
		if (directory != null) {
			return new DirectoryCredential(new ClientDirectory(directory), tenantId, authorityHost(), this.client);
		}
		String clientId = required(this.settings.clientId(), CredentialType.CLIENT_SECRET, "client-id");
		SensitiveValue secret = required(this.settings.clientSecret(), CredentialType.CLIENT_SECRET, "client-secret");
		Application application = new Application(tenantId, clientId, authorityHost());
		return new IdentityCredential(new SdkCredential.ClientSecret(application, secret), this.client);
	}

	private SdkCredential clientCertificate() {
		CredentialType type = CredentialType.CLIENT_CERTIFICATE;
		Application application = new Application(required(this.settings.tenantId(), type, "tenant-id"),
				required(this.settings.clientId(), type, "client-id"), authorityHost());
		Path path = required(this.settings.clientCertificatePath(), type, "client-certificate-path");
		return new SdkCredential.ClientCertificate(application, path, this.settings.clientCertificatePassword());
	}

	private SdkCredential workloadIdentity() {
		String tenantId = settingOrVariable(this.settings.tenantId(), "tenant-id", "AZURE_TENANT_ID");
		String clientId = settingOrVariable(this.settings.clientId(), "client-id", "AZURE_CLIENT_ID");
		String tokenFile = this.client.environment().variable("AZURE_FEDERATED_TOKEN_FILE");
		if (tokenFile == null) {
			throw incomplete(CredentialType.WORKLOAD_IDENTITY, "type",
					"the environment variable 'AZURE_FEDERATED_TOKEN_FILE', which the webhook of Microsoft Entra Workload ID sets");
		}
		return new SdkCredential.WorkloadIdentity(new Application(tenantId, clientId, authorityHost()),
				Path.of(tokenFile));
	}

	private String settingOrVariable(@Nullable String setting, String property, String variable) {
		String value = (setting != null) ? setting : this.client.environment().variable(variable);
		if (value == null) {
			throw incomplete(CredentialType.WORKLOAD_IDENTITY, property,
					"'{credential}.%s' or the environment variable '%s'".formatted(property, variable));
		}
		return value;
	}

	/**
	 * Return where the identity of the vault gets its tokens.
	 * @return the authority host
	 * @throws InvalidCredentialSettingsException if it does not start with
	 * {@code https://}
	 */
	public URI authorityHost() {
		URI configured = this.settings.authorityHost();
		String variable = this.client.environment().variable("AZURE_AUTHORITY_HOST");
		if (configured != null) {
			return requireHttps(configured);
		}
		return (variable != null) ? requireHttps(uri(variable)) : this.cloudAuthorityHost;
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

	private InvalidCredentialSettingsException notAuthority(String authorityHost) {
		return new InvalidCredentialSettingsException("authority-host",
				"'%s' is not where tokens are given out: '{credential}.authority-host' or AZURE_AUTHORITY_HOST must start with https:// and have a host."
					.formatted(authorityHost));
	}

	private TokenCredential required(@Nullable TokenCredential value, String need) {
		if (value == null) {
			throw incomplete(CredentialType.CUSTOM, "type", need);
		}
		return value;
	}

	private <T> T required(@Nullable T value, CredentialType type, String property) {
		if (value == null) {
			throw incomplete(type, property, "'{credential}.%s'".formatted(property));
		}
		return value;
	}

	private static InvalidCredentialSettingsException incomplete(CredentialType type, String property, String need) {
		return new InvalidCredentialSettingsException(property,
				"Credential type '%s' of vault '{name}' needs %s.".formatted(type.word(), need));
	}

}
