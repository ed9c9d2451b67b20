package dev.keyvault.kubernetes;

import java.nio.file.Path;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * A cluster under test, with a namespace of its own.
 */
public interface Cluster extends AutoCloseable {

	/**
	 * The field manager of {@link #admin()}.
	 */
	String ADMIN = "kubectl-edit";

	/**
	 * Return how the application reaches the API server.
	 */
	Config config();

	/**
	 * Return the kubeconfig that says the same.
	 */
	Path kubeconfig();

	/**
	 * Return a client of somebody else, who may do everything.
	 */
	KubernetesClient admin();

	String namespace();

	/**
	 * Return the API server, to make it fail.
	 */
	FakeApiServer fake();

	@Override
	void close();

}
