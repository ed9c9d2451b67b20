package dev.keyvault.azure.credential;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Applies where the environment variables of the Azure SDKs name an application and its
 * client secret or certificate.
 *
 * @param settings the settings of the credential
 * @param authorityHost where tokens are given out
 * @param client requests tokens
 */
record VariablesCandidate(CredentialSettings settings, URI authorityHost,
		TokenClient client) implements CredentialResolver.Candidate {

	@Override
	public @Nullable Credential find(Consumer<String> miss) {
		String secret = variable("AZURE_CLIENT_SECRET");
		String certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH");
		if (secret == null && certificate == null) {
			miss.accept("environment variables: neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set");
			return null;
		}
		List<String> missing = new ArrayList<>();
		String clientId = find(this.settings.clientId(), "AZURE_CLIENT_ID", missing);
		String tenantId = find(this.settings.tenantId(), "AZURE_TENANT_ID", missing);
		if (clientId == null || tenantId == null) {
			miss.accept("environment variables: these are not set: " + String.join(", ", missing));
			return null;
		}
		Application application = new Application(tenantId, clientId, this.authorityHost);
		return new IdentityCredential(recipe(application, secret, certificate), this.client);
	}

	private SdkCredential recipe(Application application, @Nullable String secret, @Nullable String certificate) {
		if (secret != null) {
			return new ClientSecretRecipe(application, SensitiveValue.of(secret));
		}
		String password = variable("AZURE_CLIENT_CERTIFICATE_PASSWORD");
		return new ClientCertificateRecipe(application, Path.of(String.valueOf(certificate)),
				(password != null) ? SensitiveValue.of(password) : null);
	}

	private @Nullable String find(@Nullable String setting, String variable, List<String> missing) {
		String value = (setting != null) ? setting : variable(variable);
		if (value == null) {
			missing.add(variable);
		}
		return value;
	}

	private @Nullable String variable(String name) {
		return this.client.environment().variable(name);
	}

}
