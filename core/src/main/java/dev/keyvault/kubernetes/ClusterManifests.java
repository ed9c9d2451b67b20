package dev.keyvault.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * Reads the manifests of the Secrets Store CSI Driver as the API server has them.
 */
@Internal
public final class ClusterManifests {

	private static final ResourceDefinitionContext CLASSES = new ResourceDefinitionContext.Builder()
		.withGroup("secrets-store.csi.x-k8s.io")
		.withVersion("v1")
		.withKind("SecretProviderClass")
		.withPlural("secretproviderclasses")
		.withNamespaced(true)
		.build();

	private final KubernetesApi api;

	/**
	 * Create a reader.
	 * @param api the connection to the API server
	 */
	public ClusterManifests(KubernetesApi api) {
		this.api = api;
	}

	/**
	 * Read a SecretProviderClass.
	 * @param namespace its namespace
	 * @param name its name
	 * @return the manifest as YAML; {@code null} if there is none of that name
	 * @throws IllegalArgumentException if namespace or name cannot be one
	 * @throws KubernetesException if the API server does not give it out
	 */
	public @Nullable String find(String namespace, String name) {
		SecretId id = new SecretId(namespace, name);
		Access access = new Access("get", Access.Resource.SECRET_PROVIDER_CLASSES, namespace, name);
		GenericKubernetesResource found = this.api.failures()
			.<@Nullable GenericKubernetesResource>call(id, access,
					() -> this.api.client()
						.genericKubernetesResources(CLASSES)
						.inNamespace(namespace)
						.withName(name)
						.get());
		return (found != null) ? yaml(found) : null;
	}

	private static String yaml(GenericKubernetesResource manifest) {
		manifest.getMetadata().setManagedFields(null);
		return Serialization.asYaml(manifest);
	}

}
