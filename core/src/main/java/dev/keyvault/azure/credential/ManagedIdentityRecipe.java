package dev.keyvault.azure.credential;

import java.util.Map;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The identity that Azure gives to the machine.
 *
 * @param clientId the user-assigned identity, or {@code null} for the system-assigned
 */
record ManagedIdentityRecipe(@Nullable String clientId) implements SdkCredential {

	@Override
	public Principal principal() {
		return new Principal("managed identity", this.clientId, null);
	}

	/**
	 * Make a credential. With the configuration of the environment it would turn into a
	 * workload identity on its own.
	 */
	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		ConfigurationSource nothing = (path) -> Map.of();
		return new ManagedIdentityCredentialBuilder().clientId(this.clientId)
			.configuration(new ConfigurationBuilder(nothing, nothing, nothing).build())
			.pipeline(pipeline)
			.executorService(executor)
			.build();
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		return CredentialException.refused("%s gives none".formatted(principal().describe()),
				"Check that the machine has this identity, or set '{credential}.client-id' to one that it has.");
	}

}
