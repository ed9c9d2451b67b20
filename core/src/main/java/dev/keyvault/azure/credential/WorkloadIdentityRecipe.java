package dev.keyvault.azure.credential;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.identity.WorkloadIdentityCredentialBuilder;

/**
 * The service account of a pod, known to an application by federation.
 *
 * @param application the application, or the managed identity that plays its part
 * @param tokenFile the file with the token of the service account, which Kubernetes
 * renews
 */
record WorkloadIdentityRecipe(Application application, Path tokenFile) implements SdkCredential {

	@Override
	public Principal principal() {
		return this.application.principal("workload identity");
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		if (!Files.isReadable(this.tokenFile) || !new CredentialFile(this.tokenFile).isRegular()) {
			throw CredentialException.refused(
					"the service account token '%s' of the workload identity cannot be read".formatted(this.tokenFile),
					"Check AZURE_FEDERATED_TOKEN_FILE and that the pod has the label 'azure.workload.identity/use: \"true\"'.");
		}
		return this.application.prepare(new WorkloadIdentityCredentialBuilder(), pipeline, executor)
			.tokenFilePath(this.tokenFile.toString())
			.build();
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		return CredentialException.refused("%s gives none".formatted(principal().describe()),
				"Check AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_FEDERATED_TOKEN_FILE.");
	}

}
