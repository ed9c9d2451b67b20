package dev.keyvault.azure;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Applies where the webhook of Microsoft Entra Workload ID has prepared the pod.
 *
 * @param settings the settings of the credential
 * @param authorityHost where tokens are given out
 * @param client requests tokens
 */
record WorkloadIdentityCandidate(CredentialSettings settings, URI authorityHost,
		TokenClient client) implements AutoChooser.Candidate {

	@Override
	public @Nullable Credential find(Consumer<String> miss) {
		String tokenFile = required(null, "AZURE_FEDERATED_TOKEN_FILE", miss);
		String clientId = required(this.settings.clientId(), "AZURE_CLIENT_ID", miss);
		String tenantId = required(this.settings.tenantId(), "AZURE_TENANT_ID", miss);
		if (tokenFile == null || clientId == null || tenantId == null) {
			return null;
		}
		Application application = new Application(tenantId, clientId, this.authorityHost);
		return new IdentityCredential(new WorkloadIdentityRecipe(application, Path.of(tokenFile)), this.client);
	}

	private @Nullable String required(@Nullable String setting, String variable, Consumer<String> miss) {
		String value = (setting != null) ? setting : this.client.environment().variable(variable);
		if (value == null) {
			miss.accept("workload identity: %s is not set".formatted(variable));
		}
		return value;
	}

}
