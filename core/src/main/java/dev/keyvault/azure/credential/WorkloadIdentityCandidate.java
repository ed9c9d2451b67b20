package dev.keyvault.azure.credential;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
		TokenClient client) implements CredentialResolver.Candidate {

	@Override
	public @Nullable Credential find(Consumer<String> miss) {
		List<String> missing = new ArrayList<>();
		String tokenFile = find(null, "AZURE_FEDERATED_TOKEN_FILE", missing);
		String clientId = find(this.settings.clientId(), "AZURE_CLIENT_ID", missing);
		String tenantId = find(this.settings.tenantId(), "AZURE_TENANT_ID", missing);
		if (tokenFile == null || clientId == null || tenantId == null) {
			miss.accept("workload identity: these are not set: " + String.join(", ", missing));
			return null;
		}
		Application application = new Application(tenantId, clientId, this.authorityHost);
		return new IdentityCredential(new WorkloadIdentityRecipe(application, Path.of(tokenFile)), this.client);
	}

	private @Nullable String find(@Nullable String setting, String variable, List<String> missing) {
		String value = (setting != null) ? setting : this.client.environment().variable(variable);
		if (value == null) {
			missing.add(variable);
		}
		return value;
	}

}
