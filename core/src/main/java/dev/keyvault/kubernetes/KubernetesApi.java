package dev.keyvault.kubernetes;

import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * The connection to a Kubernetes API server. Asks once and does not try again by itself;
 * whoever asks decides about that. Thread-safe; closing it ends its threads.
 */
@Internal
public final class KubernetesApi implements AutoCloseable {

	private final KubernetesClient client;

	private final ApiFailures failures;

	private final Comeback comeback;

	private KubernetesApi(KubernetesClient client, ApiFailures failures, Comeback comeback) {
		this.client = client;
		this.failures = failures;
		this.comeback = comeback;
	}

	/**
	 * Connect. The API server is not asked yet.
	 * @param settings how it is reached
	 * @return the connection
	 * @throws IllegalArgumentException if the kubeconfig, or the token file that it
	 * names, cannot be read
	 * @throws IllegalStateException if there is no HTTP client for it, or none that can
	 * do what the kubeconfig asks for
	 */
	public static KubernetesApi connect(ApiSettings settings) {
		return connect(config(settings.kubeconfig()), settings);
	}

	// JDK 17's client does not see the answer with which an HTTP/2 connection is closed,
	// as API servers do when they refuse a token. So HTTP/1.1 it is.
	static KubernetesApi connect(Config base, ApiSettings settings) {
		int millis = Math.toIntExact(settings.timeout().toMillis());
		Config config = new ConfigBuilder(base).withRequestTimeout(millis)
			.withConnectionTimeout(millis)
			.withRequestRetryBackoffLimit(0)
			.withHttp2Disable(true)
			.withOauthTokenProvider(TokenFile.find(base))
			.build();
		RetryAfterHeader retryAfter = new RetryAfterHeader(settings.clock());
		Comeback comeback = new Comeback();
		return new KubernetesApi(client(config, retryAfter, comeback),
				new ApiFailures(config.getMasterUrl(), retryAfter, comeback), comeback);
	}

	private static KubernetesClient client(Config config, RetryAfterHeader retryAfter, Comeback comeback) {
		try {
			return new KubernetesClientBuilder().withConfig(config)
				.withHttpClientBuilderConsumer((builder) -> configure(builder, retryAfter, comeback))
				.build();
		}
		catch (KubernetesClientException ex) {
			throw new IllegalStateException("The Kubernetes client cannot be set up: " + ex.getMessage(), ex);
		}
	}

	// What logs requests at TRACE would log values and tokens too.
	private static void configure(HttpClient.Builder builder, RetryAfterHeader retryAfter, Comeback comeback) {
		builder.addOrReplaceInterceptor("keyvault", retryAfter);
		builder.addOrReplaceInterceptor("keyvault-comeback", comeback);
		builder.addOrReplaceInterceptor("HttpLogging", null);
	}

	private static Config config(@Nullable Path kubeconfig) {
		if (kubeconfig == null) {
			return Config.autoConfigure(null);
		}
		if (!Files.isReadable(kubeconfig)) {
			throw new IllegalArgumentException("The kubeconfig '%s' cannot be read".formatted(kubeconfig));
		}
		return Config.fromKubeconfig(kubeconfig.toFile());
	}

	/**
	 * Return the namespace of the pod, or the one that the kubeconfig names.
	 * @return the namespace, or {@code null} if neither says one
	 */
	public @Nullable String namespace() {
		return this.client.getConfiguration().getNamespace();
	}

	KubernetesClient client() {
		return this.client;
	}

	ApiFailures failures() {
		return this.failures;
	}

	Comeback comeback() {
		return this.comeback;
	}

	@Override
	public void close() {
		this.client.close();
	}

}
