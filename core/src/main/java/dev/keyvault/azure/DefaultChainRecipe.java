package dev.keyvault.azure;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.identity.DefaultAzureCredentialBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Whatever the Azure SDK finds. It may take 30 s.
 *
 * @param tenantId the tenant, or {@code null} for that of the vault
 * @param clientId the managed or workload identity to prefer, or {@code null}
 * @param authorityHost where tokens are given out
 */
record DefaultChainRecipe(@Nullable String tenantId, @Nullable String clientId, URI authorityHost) implements Recipe {

	@Override
	public Principal principal() {
		return new Principal("default chain", this.clientId, this.tenantId);
	}

	@Override
	public Credential.Need need() {
		return (this.tenantId != null) ? Credential.Need.SCOPE : Credential.Need.SCOPE_AND_TENANT;
	}

	@Override
	public Duration patience(HttpSettings http) {
		return http.responseTimeout().multipliedBy(3);
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		DefaultAzureCredentialBuilder builder = new DefaultAzureCredentialBuilder()
			.authorityHost(this.authorityHost.toString())
			.disableInstanceDiscovery()
			.pipeline(pipeline)
			.executorService(executor);
		if (this.tenantId != null) {
			builder.tenantId(this.tenantId);
		}
		if (this.clientId != null) {
			builder.managedIdentityClientId(this.clientId).workloadIdentityClientId(this.clientId);
		}
		return builder.build();
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		return CredentialException.refused("no credential of the Azure SDK's default chain gives one",
				"Set '{credential}.type' to the credential you mean; the log of 'com.azure.identity' tells what was tried.");
	}

}
