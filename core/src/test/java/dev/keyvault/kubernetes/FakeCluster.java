package dev.keyvault.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/**
 * A cluster of nothing but an API server, in this process.
 */
final class FakeCluster implements Cluster {

	private static final String KUBECONFIG = """
			apiVersion: v1
			kind: Config
			clusters:
			  - name: fake
			    cluster: {server: "%s"}
			contexts:
			  - name: fake
			    context: {cluster: fake, user: app, namespace: shop}
			users:
			  - name: app
			    user: {}
			current-context: fake
			""";

	private final FakeApiServer server = new FakeApiServer();

	private final KubernetesClient admin = new KubernetesClientBuilder().withConfig(this.server.config(ADMIN)).build();

	FakeCluster() {
		this.server.store().addNamespace(namespace());
	}

	@Override
	public Config config() {
		return this.server.config("app");
	}

	@Override
	public Path kubeconfig() {
		try {
			Path file = Files.createTempFile("kubeconfig", ".yaml");
			file.toFile().deleteOnExit();
			return Files.writeString(file, KUBECONFIG.formatted(config().getMasterUrl()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public KubernetesClient admin() {
		return this.admin;
	}

	@Override
	public String namespace() {
		return "shop";
	}

	@Override
	public FakeApiServer fake() {
		return this.server;
	}

	@Override
	public void close() {
		this.admin.close();
		this.server.close();
	}

}
