package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.LeaseSettings;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.kubernetes.TlsEntries.PrivateKeyFormat;
import dev.keyvault.spring.config.binding.UniformName;

/**
 * Which keys become entries of Kubernetes Secrets.
 *
 * @param namespace the namespace of the Secrets, if not that of the pod
 * @param kubeconfig the file that says how the API server is reached, if not as the pod
 * or the machine says
 * @param secrets the Secrets, by name
 * @param leaderElection lets one of several replicas write
 * @param watch whether Secrets are watched, which takes the permission to do so
 * @param removeUndeclared whether Secrets that were declared with on-removal delete and
 * are no more are looked for and deleted at start-up
 */
@Internal
public record KubernetesProperties(@Nullable String namespace, @Nullable Path kubeconfig,
		@DefaultValue Map<String, SecretProperties> secrets, @DefaultValue LeaderElectionProperties leaderElection,
		boolean watch, boolean removeUndeclared) {

	public KubernetesProperties {
		secrets = UniformName.withoutTwins(secrets);
	}

	/**
	 * Create what it takes to reach the API server.
	 * @param namespace the namespace, or {@code null} for that of the pod
	 * @param kubeconfig the file that says how, or {@code null} for what the pod says
	 * @return properties without Secrets
	 */
	static KubernetesProperties of(@Nullable String namespace, @Nullable Path kubeconfig) {
		return new KubernetesProperties(namespace, kubeconfig, Map.of(),
				new LeaderElectionProperties(false, null, LeaseSettings.DEFAULT_DURATION), false, false);
	}

	KubernetesProperties withSecrets(Map<String, SecretProperties> all) {
		return new KubernetesProperties(this.namespace, this.kubeconfig, all, this.leaderElection, this.watch,
				this.removeUndeclared);
	}

	boolean areUsed() {
		return !this.secrets.isEmpty() || this.removeUndeclared;
	}

	/**
	 * One Secret.
	 *
	 * @param type the type, if it does not follow from the entries
	 * @param labels the labels
	 * @param annotations the annotations
	 * @param data the entries, each with [optional:]key
	 * @param tls the certificate that tls.crt and tls.key are made of
	 * @param dockerConfig the keys that .dockerconfigjson is made of
	 * @param onConflict what to do when somebody else holds what is to be written
	 * @param onRemoval what to do when the Secret is not declared any more
	 * @param immutable what to do when what has to change cannot be changed
	 * @param owner what the Secret is garbage-collected with
	 */
	public record SecretProperties(@Nullable String type, @DefaultValue Map<String, String> labels,
			@DefaultValue Map<String, String> annotations, @DefaultValue Map<String, String> data,
			@Nullable TlsProperties tls, @Nullable DockerConfigProperties dockerConfig,
			@DefaultValue("fail") OnConflict onConflict, @DefaultValue("retain") OnRemoval onRemoval,
			@DefaultValue("fail") OnImmutable immutable, @DefaultValue("none") Owner owner) {

		static String property(String name, String suffix) {
			return "keyvault.kubernetes.secrets.%s%s".formatted(name, suffix);
		}

	}

	/**
	 * The entries of a certificate.
	 *
	 * @param key the key that is mapped to the certificate
	 * @param privateKey the form of the private key
	 * @param authority whether there is to be a ca.crt
	 */
	public record TlsProperties(String key, @DefaultValue("pkcs8") PrivateKeyFormat privateKey, boolean authority) {

	}

	/**
	 * What logging in to one or several registries takes.
	 *
	 * @param registry the key of the host name of the registry
	 * @param user the key of the user name
	 * @param password the key of the password
	 * @param registries further registries
	 */
	public record DockerConfigProperties(@Nullable String registry, @Nullable String user, @Nullable String password,
			@DefaultValue List<LoginProperties> registries) {

	}

	/**
	 * What logging in to a further registry takes.
	 *
	 * @param registry the key of the host name of the registry
	 * @param user the key of the user name
	 * @param password the key of the password
	 */
	public record LoginProperties(@Nullable String registry, @Nullable String user, @Nullable String password) {

		boolean isEmpty() {
			return this.registry == null && this.user == null && this.password == null;
		}

	}

	/**
	 * Lets one of several replicas write.
	 *
	 * @param enabled whether only the leader writes
	 * @param lease the name of the Lease, by default that of the application and
	 * -keyvault
	 * @param duration how long a replica leads without renewing the Lease
	 */
	public record LeaderElectionProperties(boolean enabled, @Nullable String lease,
			@DefaultValue("15s") Duration duration) {

	}

}
