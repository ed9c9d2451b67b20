package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.kubernetes.ClusterManifests;
import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.target.TargetException;

/**
 * Reads manifests from the cluster that {@code keyvault.kubernetes} names, or that the
 * pod runs in. Connects when it is needed first.
 */
final class ClusterManifestReader implements AutoCloseable {

	private final KubernetesProperties properties;

	private @Nullable KubernetesConnection connection;

	private @Nullable KubernetesApi api;

	ClusterManifestReader(ConfigurableEnvironment environment) {
		Binder binder = Binder.get(environment);
		this.properties = KubernetesProperties.of(
				binder.bind(KubernetesReader.DECLARATION + ".namespace", String.class).orElse(null),
				binder.bind(KubernetesReader.DECLARATION + ".kubeconfig", Path.class).orElse(null));
	}

	/**
	 * Read a manifest.
	 * @param property the property that names it
	 * @param location its location, such as {@code kubernetes:shop/azure-sync}
	 * @param path its namespace, a slash and its name, or the name alone
	 * @return the manifest as YAML; {@code null} if there is none of that name
	 * @throws InvalidPropertyException if it cannot be read
	 */
	@Nullable String find(String property, String location, String path) {
		if (!KubernetesConnection.isClientPresent()) {
			throw new InvalidPropertyException(property,
					"The manifest '%s' is in the cluster, but no Kubernetes client is there.".formatted(location),
					"Add %s.".formatted(KubernetesConnection.DEPENDENCIES));
		}
		int slash = path.indexOf('/');
		String namespace = (slash >= 0) ? path.substring(0, slash) : namespace(property, location);
		try {
			return InvalidPropertyException.checked(property,
					() -> new ClusterManifests(open()).find(namespace, path.substring(slash + 1)));
		}
		catch (TargetException ex) {
			throw new InvalidPropertyException(property,
					"The manifest '%s' cannot be read. %s".formatted(location, ex.reason()), ex.action());
		}
	}

	private String namespace(String property, String location) {
		String namespace = (this.properties.namespace() != null) ? this.properties.namespace() : open().namespace();
		if (namespace == null || namespace.isBlank()) {
			throw new InvalidPropertyException(property,
					"No namespace is known for the manifest '%s': the application runs in no pod, and the kubeconfig names none."
						.formatted(location),
					"Write 'kubernetes:', the namespace, '/' and the name, or set 'keyvault.kubernetes.namespace'.");
		}
		return namespace;
	}

	private KubernetesApi open() {
		KubernetesApi known = this.api;
		if (known != null) {
			return known;
		}
		KubernetesConnection opening = new KubernetesConnection(this.properties, SteadyClock.start());
		this.connection = opening;
		KubernetesApi opened = opening.open();
		this.api = opened;
		return opened;
	}

	@Override
	public void close() {
		if (this.connection != null) {
			this.connection.close();
		}
	}

}
