package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesException.WorkloadUnknownException;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * The Secrets that an application has written and does not declare any more. What is to
 * become of them, and which workload may do it, stands on them, since nothing else knows
 * of them. Thread-safe.
 */
@Internal
public final class OrphanedSecrets {

	private final SecretClient client;

	private final String application;

	private final @Nullable Workload workload;

	private final Set<SecretId> declared;

	private final Leadership leadership;

	/**
	 * Create a view of what is not declared.
	 * @param api the API server
	 * @param settings what is declared, and by whom
	 * @param leadership says whether this replica deletes
	 * @throws IllegalArgumentException if the application has no name
	 */
	public OrphanedSecrets(KubernetesApi api, SecretSettings settings, Leadership leadership) {
		if (settings.application() == null) {
			throw new IllegalArgumentException("An application without a name has no Secrets of its own");
		}
		this.client = new SecretClient(api);
		this.application = settings.application();
		this.workload = (settings.pod() != null) ? new Workload(api, settings.pod()) : null;
		this.declared = settings.secrets().stream().map(SecretDeclaration::id).collect(Collectors.toSet());
		this.leadership = leadership;
	}

	/**
	 * Delete the Secrets that were declared with {@code on-removal: delete}. Only what
	 * carries the labels and the field manager of this library, the name of the
	 * application and that of its workload is touched.
	 * @param namespace the namespace to poll in; takes the permission to list its Secrets
	 * @return what became of each Secret of this application that is not declared, and is
	 * of no other workload
	 * @throws KubernetesException if the workload is not known or the Secrets cannot be
	 * listed
	 */
	public List<WriteOutcome> remove(String namespace) {
		if (this.workload == null) {
			throw new WorkloadUnknownException("the application does not know its pod");
		}
		String own = this.workload.identity(new SecretId(namespace, "any"));
		return undeclared(namespace).filter((secret) -> Set.of(own, "").contains(workload(secret)))
			.map(this::remove)
			.toList();
	}

	private Stream<LiveSecret> undeclared(String namespace) {
		Map<String, String> labels = Map.of(SecretLabels.MANAGED_BY, SecretLabels.MANAGER, SecretLabels.APPLICATION,
				this.application);
		return this.client.list(namespace, labels)
			.stream()
			.filter((secret) -> !this.declared.contains(id(secret)))
			.map(LiveSecret::new)
			.filter(LiveSecret::isOurs);
	}

	private static String workload(LiveSecret secret) {
		return Objects.requireNonNullElse(secret.annotation(SecretLabels.WORKLOAD), "");
	}

	private WriteOutcome remove(LiveSecret secret) {
		SecretId id = id(secret.secret());
		if (!"delete".equals(secret.annotation(SecretLabels.ON_REMOVAL)) || workload(secret).isEmpty()) {
			return WriteOutcome.of(id, WriteResult.RETAINED);
		}
		if (!this.leadership.isLeader()) {
			return WriteOutcome.of(id, WriteResult.LEFT_TO_LEADER);
		}
		try {
			this.client.delete(id, secret);
			return WriteOutcome.of(id, WriteResult.DELETED);
		}
		catch (RuntimeException | Error ex) {
			return WriteOutcome.failed(id, ex);
		}
	}

	private static SecretId id(Secret secret) {
		return new SecretId(secret.getMetadata().getNamespace(), secret.getMetadata().getName());
	}

}
