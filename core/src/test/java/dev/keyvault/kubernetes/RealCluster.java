package dev.keyvault.kubernetes;

import java.nio.file.Path;
import java.util.UUID;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;

/**
 * A real cluster, in which a namespace is made and deleted again.
 */
final class RealCluster implements Cluster {

	private final Path kubeconfig;

	private final String namespace = "keyvault-test-" + UUID.randomUUID();

	private final KubernetesClient admin;

	RealCluster(Path kubeconfig) {
		this.kubeconfig = kubeconfig;
		this.admin = new KubernetesClientBuilder().withConfig(config(ADMIN)).build();
		this.admin.namespaces()
			.resource(new NamespaceBuilder().withNewMetadata().withName(this.namespace).endMetadata().build())
			.create();
	}

	private Config config(String agent) {
		return new ConfigBuilder(Config.fromKubeconfig(this.kubeconfig.toFile())).withUserAgent(agent)
			.withWatchReconnectInterval(50)
			.build();
	}

	@Override
	public Config config() {
		return config("app");
	}

	@Override
	public Path kubeconfig() {
		return this.kubeconfig;
	}

	@Override
	public KubernetesClient admin() {
		return this.admin;
	}

	@Override
	public String namespace() {
		return this.namespace;
	}

	@Override
	public FakeApiServer fake() {
		throw new UnsupportedOperationException("A real cluster does not fail on request");
	}

	@Override
	public void close() {
		this.admin.namespaces().withName(this.namespace).delete();
		this.admin.close();
	}

}
