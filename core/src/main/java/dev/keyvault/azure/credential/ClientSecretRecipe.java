package dev.keyvault.azure.credential;

import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.identity.ClientSecretCredentialBuilder;

import dev.keyvault.object.SensitiveValue;

/**
 * An application with its password.
 *
 * @param application the application
 * @param secret the password
 */
record ClientSecretRecipe(Application application, SensitiveValue secret) implements SdkCredential {

	@Override
	public Principal principal() {
		return this.application.principal("client secret");
	}

	@Override
	public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
		return this.application.prepare(new ClientSecretCredentialBuilder(), pipeline, executor)
			.clientSecret(this.secret.reveal())
			.build();
	}

	@Override
	public CredentialException explain(RuntimeException failure) {
		return CredentialException.refused("%s gives none".formatted(principal().describe()),
				"Check '{credential}.tenant-id', '{credential}.client-id' and '{credential}.client-secret'.");
	}

}
