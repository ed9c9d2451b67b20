package dev.keyvault.azure.credential;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.azure.http.Limits;
import dev.keyvault.azure.http.NetworkFailure;
import dev.keyvault.source.Deadline;

/**
 * Applies where an app has an identity endpoint or the metadata service of Azure answers
 * within 1 s, or 3 s more if this process was starved in that one. That service refuses,
 * with HTTP 400, requests without its header; those of other clouds do not.
 *
 * @param clientId the user-assigned identity, or {@code null} for the system-assigned
 * @param client requests tokens
 */
record ManagedIdentityCandidate(@Nullable String clientId, TokenClient client) implements CredentialResolver.Candidate {

	private static final String METADATA_SERVICE = "http://169.254.169.254";

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration PATIENCE_IF_STARVED = Duration.ofSeconds(3);

	@Override
	public @Nullable Credential find(Consumer<String> miss) {
		AzureEnvironment environment = this.client.environment();
		if (environment.variable("IDENTITY_ENDPOINT") != null || environment.variable("MSI_ENDPOINT") != null
				|| isMetadataServiceThere(environment, miss)) {
			return new IdentityCredential(new ManagedIdentityRecipe(this.clientId), this.client);
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
			.sendSync(request, new Context(JdkTransport.DEADLINE, deadline).addData(Limits.BODY_KEY, Limits.TOKEN_BODY))
			.getStatusCode();
	}

}
