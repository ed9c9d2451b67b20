package dev.keyvault.spring.config;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;
import org.springframework.util.ClassUtils;

import dev.keyvault.kubernetes.ApiSettings;
import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.kubernetes.LeaseSettings;
import dev.keyvault.kubernetes.PodId;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.TargetSettings;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Problem;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KubernetesProperties.LeaderElectionProperties;

/**
 * Reads which Kubernetes Secrets an application keeps, and connects to the API server,
 * which is not asked yet.
 */
final class KubernetesReader implements AutoCloseable {

	static final String DECLARATION = "keyvault.kubernetes";

	private static final String CLIENT = "io.fabric8.kubernetes.client.KubernetesClient";

	private static final String DEPENDENCIES = "the dependencies 'io.fabric8:kubernetes-client' and 'io.fabric8:kubernetes-httpclient-jdk', version 8";

	private final KeyVaultProperties properties;

	private final KeySpelling spelling;

	private final PropertyResolver environment;

	private final Clock clock;

	private final List<Problem> problems = new ArrayList<>();

	private @Nullable KubernetesApi api;

	KubernetesReader(KeyVaultProperties properties, KeySpelling spelling, PropertyResolver environment, Clock clock) {
		this.properties = properties;
		this.spelling = spelling;
		this.environment = environment;
		this.clock = clock;
	}

	/**
	 * Read the settings.
	 * @param declarations what is imported
	 * @param snapshot what came of it
	 * @return the settings, or {@code null} if no Secret is to be kept or something is
	 * wrong
	 */
	@Nullable KubernetesSettings read(List<Declaration> declarations, Snapshot snapshot) {
		if (!this.properties.kubernetes().areUsed()) {
			return null;
		}
		try {
			return settings(new KeyLookup(declarations, snapshot));
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(DECLARATION));
			return null;
		}
	}

	private @Nullable KubernetesSettings settings(KeyLookup keys) {
		KubernetesProperties declared = this.properties.kubernetes();
		KubernetesApi connected = connect(declared);
		this.api = connected;
		String namespace = namespace(declared, connected);
		SecretDeclarationReader reader = new SecretDeclarationReader(this.spelling, keys, this.problems);
		List<SecretDeclaration> secrets = new ArrayList<>();
		declared.secrets().forEach((name, secret) -> reader.read(namespace, name, secret, secrets));
		String application = this.environment.getProperty("spring.application.name", "application");
		TargetSettings target = checked("spring.application.name",
				() -> new TargetSettings(application, pod(namespace), secrets));
		return new KubernetesSettings(connected, target, lease(namespace, application), declared.watch(),
				declared.removeUndeclared() ? namespace : null, this.properties.refresh().interval());
	}

	private KubernetesApi connect(KubernetesProperties declared) {
		if (!ClassUtils.isPresent(CLIENT, getClass().getClassLoader())) {
			throw new InvalidPropertyException(DECLARATION, "Kubernetes Secrets are declared, but no client is there.",
					"Add %s.".formatted(DEPENDENCIES));
		}
		try {
			return checked("keyvault.kubernetes.kubeconfig", () -> KubernetesApi
				.connect(new ApiSettings(declared.kubeconfig(), ApiSettings.DEFAULT_TIMEOUT, this.clock)));
		}
		catch (IllegalStateException ex) {
			throw new InvalidPropertyException(DECLARATION, ex.getMessage() + ".",
					"See to it that there are %s, and that the kubeconfig is in order.".formatted(DEPENDENCIES));
		}
	}

	private static String namespace(KubernetesProperties declared, KubernetesApi api) {
		String namespace = (declared.namespace() != null) ? declared.namespace() : api.namespace();
		if (namespace == null || namespace.isBlank()) {
			throw new InvalidPropertyException("keyvault.kubernetes.namespace",
					"No namespace is known for the Kubernetes Secrets: the application runs in no pod, and the kubeconfig names none.",
					"Set 'keyvault.kubernetes.namespace'.");
		}
		return namespace;
	}

	private @Nullable PodId pod(String namespace) {
		String name = podName();
		return (name != null) ? new PodId(this.environment.getProperty("POD_NAMESPACE", namespace), name) : null;
	}

	private @Nullable String podName() {
		String name = this.environment.getProperty("POD_NAME");
		return (name != null) ? name : this.environment.getProperty("HOSTNAME");
	}

	private @Nullable LeaseSettings lease(String namespace, String application) {
		LeaderElectionProperties election = this.properties.kubernetes().leaderElection();
		if (!election.enabled()) {
			return null;
		}
		String name = (election.lease() != null) ? election.lease() : application + "-keyvault";
		String pod = podName();
		String replica = (pod != null) ? pod : UUID.randomUUID().toString();
		return checked("keyvault.kubernetes.leader-election.duration",
				() -> new LeaseSettings(namespace, name, replica, election.duration()));
	}

	private static <T> T checked(String property, Supplier<T> making) {
		try {
			return making.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, ex.getMessage() + ".", "Correct '%s'.".formatted(property));
		}
	}

	List<Problem> problems() {
		return this.problems;
	}

	@Override
	public void close() {
		if (this.api != null) {
			this.api.close();
		}
	}

}
