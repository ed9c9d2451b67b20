package dev.keyvault.azure.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;
import com.azure.core.util.ConfigurationBuilder;
import com.azure.core.util.ConfigurationSource;
import com.azure.identity.AzureCliCredentialBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import com.azure.identity.WorkloadIdentityCredentialBuilder;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.object.SensitiveValue;

/**
 * How one kind of credential is made with the identity library of the Azure SDK.
 */
interface SdkCredential {

	/**
	 * Return who asks for tokens.
	 * @return the principal
	 */
	Principal principal();

	/**
	 * Return what has to be known of a vault.
	 * @return the need
	 */
	default Credential.Need need() {
		return Credential.Need.SCOPE;
	}

	/**
	 * Return how long the requests for a token may take.
	 * @param http how long one of them may
	 * @return the time for an answer and another connection unless overridden
	 */
	default Duration patience(HttpSettings http) {
		return http.connectTimeout().plus(http.responseTimeout());
	}

	/**
	 * Make a credential for one token.
	 * @param pipeline sends its requests
	 * @param executor runs them
	 * @return the credential
	 * @throws CredentialException if what it needs cannot be read
	 */
	TokenCredential create(HttpPipeline pipeline, ExecutorService executor);

	/**
	 * Tell why there is no token though the network did its part.
	 * @param failure what the SDK says
	 * @return the failure
	 */
	CredentialException explain(RuntimeException failure);

	/**
	 * Whoever is logged in to the Azure CLI.
	 *
	 * @param tenantId the tenant, or {@code null} for that of the vault
	 */
	record AzureCli(@Nullable String tenantId) implements SdkCredential {

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

	/**
	 * An application with its certificate, which is read anew for each token.
	 *
	 * @param application the application
	 * @param path the PEM or PKCS#12 file
	 * @param password the password of the PKCS#12 file, or {@code null} for none
	 */
	record ClientCertificate(Application application, Path path,
			@Nullable SensitiveValue password) implements SdkCredential {

		@Override
		public Principal principal() {
			return this.application.principal("client certificate");
		}

		@Override
		public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
			byte[] content = read();
			ClientCertificateCredentialBuilder builder = this.application
				.prepare(new ClientCertificateCredentialBuilder(), pipeline, executor);
			if (isPem(content)) {
				return builder.pemCertificate(new ByteArrayInputStream(content)).build();
			}
			return builder.pfxCertificate(new ByteArrayInputStream(content))
				.clientCertificatePassword((this.password != null) ? this.password.reveal() : "")
				.build();
		}

		private byte[] read() {
			try {
				return new CredentialFile(this.path).read();
			}
			catch (IOException ex) {
				throw CredentialException.refused("the client certificate '%s' cannot be read".formatted(this.path),
						"Check that '{credential}.client-certificate-path' is a file that this application may read.");
			}
		}

		private static boolean isPem(byte[] content) {
			return new String(content, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
		}

		@Override
		public CredentialException explain(RuntimeException failure) {
			return CredentialException.refused("the client certificate '%s' cannot be used".formatted(this.path),
					"Give a PEM file with the certificate and its unencrypted PKCS#8 RSA key, or a PKCS#12 file with '{credential}.client-certificate-password'.");
		}

	}

	/**
	 * An application with its password.
	 *
	 * @param application the application
	 * @param secret the password
	 */
	record ClientSecret(Application application, SensitiveValue secret) implements SdkCredential {

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

	/**
	 * The identity that Azure gives to the machine.
	 *
	 * @param clientId the user-assigned identity, or {@code null} for the system-assigned
	 */
	record ManagedIdentity(@Nullable String clientId) implements SdkCredential {

		@Override
		public Principal principal() {
			return new Principal("managed identity", this.clientId, null);
		}

		/**
		 * Make a credential. With the configuration of the environment it would turn into
		 * a workload identity on its own.
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

	/**
	 * The service account of a pod, known to an application by federation.
	 *
	 * @param application the application, or the managed identity that plays its part
	 * @param tokenFile the file with the token of the service account, which Kubernetes
	 * renews
	 */
	record WorkloadIdentity(Application application, Path tokenFile) implements SdkCredential {

		@Override
		public Principal principal() {
			return this.application.principal("workload identity");
		}

		@Override
		public TokenCredential create(HttpPipeline pipeline, ExecutorService executor) {
			if (!Files.isReadable(this.tokenFile) || !new CredentialFile(this.tokenFile).isRegular()) {
				throw CredentialException.refused(
						"the service account token '%s' of the workload identity cannot be read"
							.formatted(this.tokenFile),
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

}
