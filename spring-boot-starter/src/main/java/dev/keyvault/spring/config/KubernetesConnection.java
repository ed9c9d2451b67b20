package dev.keyvault.spring.config;

import java.time.Clock;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

import dev.keyvault.kubernetes.ApiSettings;
import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.spring.config.binding.InvalidPropertyException;

/**
 * Connects to the API server that the properties name, which is not asked yet.
 */
final class KubernetesConnection implements AutoCloseable {

	private static final String CLIENT = "io.fabric8.kubernetes.client.KubernetesClient";

	static final String DEPENDENCIES = "the dependencies 'io.fabric8:kubernetes-client' and 'io.fabric8:kubernetes-httpclient-jdk', version 8";

	private final KubernetesProperties properties;

	private final Clock clock;

	private @Nullable KubernetesApi api;

	KubernetesConnection(KubernetesProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
	}

	/**
	 * Return whether Kubernetes can be talked to.
	 * @return whether its client is on the class path
	 */
	static boolean isClientPresent() {
		return ClassUtils.isPresent(CLIENT, KubernetesConnection.class.getClassLoader());
	}

	KubernetesApi open() {
		if (!isClientPresent()) {
			throw new InvalidPropertyException(KubernetesReader.DECLARATION,
					"Kubernetes Secrets are declared, but no client is there.", "Add %s.".formatted(DEPENDENCIES));
		}
		KubernetesApi opened = connect();
		this.api = opened;
		return opened;
	}

	private KubernetesApi connect() {
		try {
			return InvalidPropertyException.checked("keyvault.kubernetes.kubeconfig", () -> KubernetesApi
				.connect(new ApiSettings(this.properties.kubeconfig(), ApiSettings.DEFAULT_TIMEOUT, this.clock)));
		}
		catch (IllegalStateException ex) {
			throw new InvalidPropertyException(KubernetesReader.DECLARATION, ex.getMessage() + ".",
					"See to it that there are %s, and that the kubeconfig is in order.".formatted(DEPENDENCIES));
		}
	}

	/**
	 * Return the namespace of the Secrets.
	 * @param opened what has been opened
	 * @return the declared namespace, else that of the pod or the kubeconfig
	 */
	String namespace(KubernetesApi opened) {
		String declared = this.properties.namespace();
		String namespace = (declared != null) ? declared : opened.namespace();
		if (namespace == null || namespace.isBlank()) {
			throw new InvalidPropertyException("keyvault.kubernetes.namespace",
					"No namespace is known for the Kubernetes Secrets: the application runs in no pod, and the kubeconfig names none.",
					"Set 'keyvault.kubernetes.namespace'.");
		}
		return namespace;
	}

	@Override
	public void close() {
		if (this.api != null) {
			this.api.close();
		}
	}

}
