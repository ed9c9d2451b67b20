package dev.keyvault.azure.credential;

import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.identity.AzureCliCredentialBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Whoever is logged in to the Azure CLI.
 *
 * @param tenantId the tenant, or {@code null} for that of the vault
 */
record AzureCliRecipe(@Nullable String tenantId) implements SdkCredential {

	@Override
	public Principal principal() {
		return new Principal("Azure CLI", null, this.tenantId);
	}

	@Override
	public Credential.Need need() {
		return (this.tenantId != null) ? Credential.Need.SCOPE : Credential.Need.SCOPE_AND_TENANT;
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		AzureCliCredentialBuilder builder = new AzureCliCredentialBuilder().pipeline(pipeline);
		return ((this.tenantId != null) ? builder.tenantId(this.tenantId) : builder).build();
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		String message = String.valueOf(failure.getMessage());
		if (message.contains("not installed")) {
			return CredentialException.refused("the Azure CLI is not installed",
					"Install it, or choose another '{credential}.type'.");
		}
		if (message.contains("az login")) {
			return CredentialException.refused("nobody is logged in to the Azure CLI", "Run 'az login'.");
		}
		return CredentialException.refused("the Azure CLI gives none",
				"Run 'az account get-access-token --resource https://vault.azure.net' to see why.");
	}

}
