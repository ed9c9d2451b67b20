package dev.keyvault.azure.credential;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.azure.http.Limits;
import dev.keyvault.azure.http.NetworkFailure;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.source.Deadline;

/**
 * Chooses the first credential that applies where the program runs.
 *
 * @param candidates the credentials in question
 */
record CredentialResolver(List<Candidate> candidates) implements Supplier<Credential> {

	private static final Logger logger = LoggerFactory.getLogger(CredentialResolver.class);

	@Override
	public Credential get() {
		List<String> misses = new ArrayList<>();
		misses.add("no client secret, client certificate or directory is configured");
		for (Candidate candidate : this.candidates) {
			Credential credential = candidate.find(misses::add);
			if (credential != null) {
				logger.info("Credential type 'auto' chose {}", credential.principal().describe());
				return credential;
			}
		}
		throw CredentialException.refused("no credential applies here (%s)".formatted(String.join("; ", misses)),
				"Set '{credential}.type' and what it needs, or run where one of these applies.");
	}

	/**
	 * Read what is configured, or else what a variable of the environment says.
	 * @param client knows the environment
	 * @param setting what is configured, or {@code null}
	 * @param variable the name of the variable
	 * @param missing gets the name of the variable if there is neither
	 * @return the value, or {@code null} if there is neither
	 */
	private static @Nullable String read(TokenClient client, @Nullable String setting, String variable,
			List<String> missing) {
		String value = (setting != null) ? setting : client.environment().variable(variable);
		if (value == null) {
			missing.add(variable);
		}
		return value;
	}

	/**
	 * A credential that may apply.
	 */
	@FunctionalInterface
	interface Candidate {

		/**
		 * Check whether the credential applies.
		 * @param miss is told why it does not
		 * @return the credential, or {@code null} if it does not apply
		 */
		@Nullable Credential find(Consumer<String> miss);

	}

	/**
	 * Applies where there is an Azure CLI, unless that is on Kubernetes.
	 *
	 * @param tenantId the tenant, or {@code null} for that of the vault
	 * @param client requests tokens
	 */
	record AzureCli(@Nullable String tenantId, TokenClient client) implements Candidate {

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
			return new IdentityCredential(new SdkCredential.AzureCli(this.tenantId), this.client);
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

	/**
	 * Applies where an app has an identity endpoint or the metadata service of Azure
	 * answers within 1 s, or 3 s more if this process was starved in that one. That
	 * service refuses, with HTTP 400, requests without its header; those of other clouds
	 * do not.
	 *
	 * @param clientId the user-assigned identity, or {@code null} for the system-assigned
	 * @param client requests tokens
	 */
	record ManagedIdentity(@Nullable String clientId, TokenClient client) implements Candidate {

		private static final String METADATA_SERVICE = "http://169.254.169.254";

		private static final Duration PATIENCE = Duration.ofSeconds(1);

		private static final Duration PATIENCE_IF_STARVED = Duration.ofSeconds(3);

		@Override
		public @Nullable Credential find(Consumer<String> miss) {
			AzureEnvironment environment = this.client.environment();
			if (environment.variable("IDENTITY_ENDPOINT") != null || environment.variable("MSI_ENDPOINT") != null
					|| isMetadataServiceThere(environment, miss)) {
				return new IdentityCredential(new SdkCredential.ManagedIdentity(this.clientId), this.client);
			}
			return null;
		}

		private boolean isMetadataServiceThere(AzureEnvironment environment, Consumer<String> miss) {
			String override = environment.variable("AZURE_POD_IDENTITY_AUTHORITY_HOST");
			String host = (override != null) ? override.replaceFirst("/+$", "") : METADATA_SERVICE;
			try {
				int status = probe(host);
				if (status != 200 && status != 400) {
					miss.accept("managed identity: %s answered HTTP %d".formatted(host, status));
				}
				return status == 200 || status == 400;
			}
			catch (UncheckedIOException | IllegalArgumentException ex) {
				Duration patience = NetworkFailure.isStarved(ex) ? PATIENCE_IF_STARVED : PATIENCE;
				miss.accept("managed identity: %s gave no answer within %s%s".formatted(host,
						NetworkFailure.words(patience), NetworkFailure.meanwhile(ex)));
				return false;
			}
		}

		private int probe(String host) {
			try {
				return probe(host, PATIENCE);
			}
			catch (UncheckedIOException ex) {
				if (NetworkFailure.isStarved(ex)) {
					return probe(host, PATIENCE_IF_STARVED);
				}
				throw ex;
			}
		}

		private int probe(String host, Duration patience) {
			Deadline deadline = Deadline.in(patience, this.client.environment().timer());
			HttpRequest request = new HttpRequest(HttpMethod.GET,
					host + "/metadata/identity/oauth2/token?api-version=2018-02-01");
			return this.client.transport()
				.sendSync(request,
						new Context(JdkTransport.DEADLINE, deadline).addData(Limits.BODY_KEY, Limits.TOKEN_BODY))
				.getStatusCode();
		}

	}

	/**
	 * Applies where the environment variables of the Azure SDKs name an application and
	 * its client secret or certificate.
	 *
	 * @param settings the settings of the credential
	 * @param authorityHost where tokens are given out
	 * @param client requests tokens
	 */
	record Variables(CredentialSettings settings, URI authorityHost, TokenClient client) implements Candidate {

		@Override
		public @Nullable Credential find(Consumer<String> miss) {
			String secret = variable("AZURE_CLIENT_SECRET");
			String certificate = variable("AZURE_CLIENT_CERTIFICATE_PATH");
			if (secret == null && certificate == null) {
				miss.accept(
						"environment variables: neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set");
				return null;
			}
			List<String> missing = new ArrayList<>();
			String clientId = read(this.client, this.settings.clientId(), "AZURE_CLIENT_ID", missing);
			String tenantId = read(this.client, this.settings.tenantId(), "AZURE_TENANT_ID", missing);
			if (clientId == null || tenantId == null) {
				miss.accept("environment variables: these are not set: " + String.join(", ", missing));
				return null;
			}
			Application application = new Application(tenantId, clientId, this.authorityHost);
			return new IdentityCredential(sdk(application, secret, certificate), this.client);
		}

		private SdkCredential sdk(Application application, @Nullable String secret, @Nullable String certificate) {
			if (secret != null) {
				return new SdkCredential.ClientSecret(application, SensitiveValue.of(secret));
			}
			String password = variable("AZURE_CLIENT_CERTIFICATE_PASSWORD");
			return new SdkCredential.ClientCertificate(application, Path.of(String.valueOf(certificate)),
					(password != null) ? SensitiveValue.of(password) : null);
		}

		private @Nullable String variable(String name) {
			return this.client.environment().variable(name);
		}

	}

	/**
	 * Applies where the webhook of Microsoft Entra Workload ID has prepared the pod.
	 *
	 * @param settings the settings of the credential
	 * @param authorityHost where tokens are given out
	 * @param client requests tokens
	 */
	record WorkloadIdentity(CredentialSettings settings, URI authorityHost, TokenClient client) implements Candidate {

		@Override
		public @Nullable Credential find(Consumer<String> miss) {
			List<String> missing = new ArrayList<>();
			String tokenFile = read(this.client, null, "AZURE_FEDERATED_TOKEN_FILE", missing);
			String clientId = read(this.client, this.settings.clientId(), "AZURE_CLIENT_ID", missing);
			String tenantId = read(this.client, this.settings.tenantId(), "AZURE_TENANT_ID", missing);
			if (tokenFile == null || clientId == null || tenantId == null) {
				miss.accept("workload identity: these are not set: " + String.join(", ", missing));
				return null;
			}
			Application application = new Application(tenantId, clientId, this.authorityHost);
			return new IdentityCredential(new SdkCredential.WorkloadIdentity(application, Path.of(tokenFile)),
					this.client);
		}

	}

}
