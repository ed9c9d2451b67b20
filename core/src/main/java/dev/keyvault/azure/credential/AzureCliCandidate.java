package dev.keyvault.azure.credential;

import java.io.File;
import java.util.Arrays;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Applies where there is an Azure CLI, unless that is on Kubernetes.
 *
 * @param tenantId the tenant, or {@code null} for that of the vault
 * @param client requests tokens
 */
record AzureCliCandidate(@Nullable String tenantId, TokenClient client) implements CredentialResolver.Candidate {

	@Override
	public @Nullable Credential find(Consumer<String> miss) {
		if (this.client.environment().variable("KUBERNETES_SERVICE_HOST") != null) {
			miss.accept("Azure CLI: not used on Kubernetes");
			return null;
		}
		if (!isInstalled()) {
			miss.accept("Azure CLI: there is no 'az' on the PATH");
			return null;
		}
		return new IdentityCredential(new AzureCliRecipe(this.tenantId), this.client);
	}

	private boolean isInstalled() {
		String path = this.client.environment().variable("PATH");
		return path != null && Arrays.stream(path.split(File.pathSeparator))
			.filter((directory) -> !directory.isBlank())
			.anyMatch((directory) -> has(directory, "az") || has(directory, "az.cmd"));
	}

	private static boolean has(String directory, String program) {
		return new File(directory, program).canExecute();
	}

}
