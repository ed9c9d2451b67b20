package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.kubernetes.LeaseSettings;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.kubernetes.SecretSettings;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KubernetesProperties.LeaderElectionProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Reads which Kubernetes Secrets an application keeps, and how.
 */
final class KubernetesReader implements TargetReader {

	static final String DECLARATION = "keyvault.kubernetes";

	private static final String ELECTION = DECLARATION + ".leader-election";

	private final KeyVaultProperties properties;

	private final SecretDeclarationReader reader;

	private final KubernetesConnection connection;

	private final ApplicationIdentity identity;

	private final ProblemCollector problems = new ProblemCollector(DECLARATION, new ArrayList<>());

	KubernetesReader(KeyVaultProperties properties, SecretDeclarationReader reader, KubernetesConnection connection,
			ApplicationIdentity identity) {
		this.properties = properties;
		this.reader = reader;
		this.connection = connection;
		this.identity = identity;
	}

	@Override
	public @Nullable DeclaredTarget read(TargetContext context) {
		KubernetesSettings settings = this.properties.kubernetes().areUsed()
				? this.problems.read(() -> settings(context.declarations(), context.snapshot())) : null;
		this.problems.problems().forEach(context::add);
		return (settings != null) ? new DeclaredTarget(ImportedKeys.KUBERNETES_BEAN, settings) : null;
	}

	private KubernetesSettings settings(List<Declaration> declarations, Snapshot snapshot) {
		KubernetesApi api = this.connection.open();
		KubernetesProperties declared = this.properties.kubernetes();
		String namespace = this.connection.namespace(api);
		List<SecretDeclaration> secrets = this.reader.read(namespace, declarations, snapshot, this.problems);
		String application = this.identity.application();
		SecretSettings target = InvalidPropertyException.checked(ApplicationIdentity.NAME,
				() -> new SecretSettings(application, this.identity.pod(namespace), secrets));
		return new KubernetesSettings(api, target, lease(namespace), declared.watch(), removal(namespace),
				this.properties.refresh().interval());
	}

	private @Nullable String removal(String namespace) {
		if (!this.properties.kubernetes().removeUndeclared()) {
			return null;
		}
		this.identity.requireApplication("keyvault.kubernetes.remove-undeclared",
				"deletes what this application has written and does not declare any more",
				"or take out 'keyvault.kubernetes.remove-undeclared'");
		return namespace;
	}

	private @Nullable LeaseSettings lease(String namespace) {
		LeaderElectionProperties election = this.properties.kubernetes().leaderElection();
		if (!election.enabled()) {
			return null;
		}
		String name = (election.lease() != null) ? election.lease()
				: this.identity.requireApplication(ELECTION, "takes a Lease that is named after the application",
						"or 'keyvault.kubernetes.leader-election.lease'") + "-keyvault";
		LeaseSettings lease = InvalidPropertyException.checked(ELECTION + ".lease",
				() -> new LeaseSettings(namespace, name, this.identity.replica(), LeaseSettings.DEFAULT_DURATION));
		return InvalidPropertyException.checked(ELECTION + ".duration", () -> lease.lasting(election.duration()));
	}

	@Override
	public void close() {
		this.connection.close();
	}

}
