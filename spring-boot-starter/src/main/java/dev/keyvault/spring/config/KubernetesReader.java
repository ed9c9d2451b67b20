package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

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
 * Reads which Kubernetes Secrets an application keeps, and how.
 */
final class KubernetesReader implements AutoCloseable {

	static final String DECLARATION = "keyvault.kubernetes";

	private final KeyVaultProperties properties;

	private final SecretDeclarationReader reader;

	private final KubernetesConnection connection;

	private final PropertyResolver environment;

	private final ProblemCollector problems = new ProblemCollector(DECLARATION, new ArrayList<>());

	KubernetesReader(KeyVaultProperties properties, SecretDeclarationReader reader, KubernetesConnection connection,
			PropertyResolver environment) {
		this.properties = properties;
		this.reader = reader;
		this.connection = connection;
		this.environment = environment;
	}

	/**
	 * Read the settings.
	 * @param declarations what is imported
	 * @param snapshot what came of it
	 * @return the settings, or {@code null} if no Secret is to be kept or something is
	 * wrong
	 */
	@Nullable KubernetesSettings read(List<Declaration> declarations, Snapshot snapshot) {
		return this.properties.kubernetes().areUsed() ? this.problems.read(() -> settings(declarations, snapshot))
				: null;
	}

	private KubernetesSettings settings(List<Declaration> declarations, Snapshot snapshot) {
		KubernetesApi api = this.connection.open();
		KubernetesProperties declared = this.properties.kubernetes();
		String namespace = this.connection.namespace(api);
		List<SecretDeclaration> secrets = this.reader.read(namespace, declarations, snapshot, this.problems);
		String application = this.environment.getProperty("spring.application.name", "application");
		TargetSettings target = InvalidPropertyException.checked("spring.application.name",
				() -> new TargetSettings(application, pod(namespace), secrets));
		return new KubernetesSettings(api, target, lease(namespace, application), declared.watch(),
				declared.removeUndeclared() ? namespace : null, this.properties.refresh().interval());
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
		return InvalidPropertyException.checked("keyvault.kubernetes.leader-election.duration",
				() -> new LeaseSettings(namespace, name, replica, election.duration()));
	}

	List<Problem> problems() {
		return this.problems.problems();
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
