package dev.keyvault.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/**
 * A cluster of nothing but an API server, in this process.
 */
final class FakeCluster implements Cluster {

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
