package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Secret;

import dev.keyvault.kubernetes.SecretOutcome.Result;

/**
 * The Secrets that an application has written and does not declare any more. What is to
 * become of them stands on them, since nothing else knows of them. Thread-safe.
 */
public final class UndeclaredSecrets {

	private final SecretClient client;

	private final String application;

	private final Set<SecretId> declared;

	private final Leadership leadership;

	/**
	 * Create a view of what is not declared.
	 * @param api the API server
	 * @param settings what is declared, and by whom
	 * @param leadership says whether this replica deletes
	 */
	public UndeclaredSecrets(KubernetesApi api, TargetSettings settings, Leadership leadership) {
		this.client = new SecretClient(api);
		this.application = settings.application();
		this.declared = settings.secrets().stream().map(SecretDeclaration::id).collect(Collectors.toSet());
		this.leadership = leadership;
	}

	/**
	 * Delete the Secrets that were declared with {@code on-removal: delete}. Only what
	 * carries the labels and the field manager of this library and the name of the
	 * application is touched.
	 * @param namespace the namespace to look in; takes the permission to list its Secrets
	 * @return what became of each Secret that is not declared
	 * @throws KubernetesException if the Secrets cannot be listed
	 */
	public List<SecretOutcome> remove(String namespace) {
		return undeclared(namespace).map(this::remove).toList();
	}

	private Stream<LiveSecret> undeclared(String namespace) {
		Map<String, String> labels = Map.of(Marks.MANAGED_BY, Marks.MANAGER, Marks.APPLICATION, this.application);
		return this.client.list(namespace, labels)
			.stream()
			.filter((secret) -> !this.declared.contains(id(secret)))
			.map(LiveSecret::new)
			.filter(LiveSecret::isOurs);
	}

	private SecretOutcome remove(LiveSecret secret) {
		SecretId id = id(secret.secret());
		if (!"delete".equals(secret.annotation(Marks.ON_REMOVAL))) {
			return SecretOutcome.of(id, Result.RETAINED);
		}
		if (!this.leadership.isLeader()) {
			return SecretOutcome.of(id, Result.LEFT_TO_LEADER);
		}
		try {
			this.client.delete(id, secret);
			return SecretOutcome.of(id, Result.DELETED);
		}
		catch (KubernetesException ex) {
			return SecretOutcome.failed(id, ex);
		}
	}

	private static SecretId id(Secret secret) {
		return new SecretId(secret.getMetadata().getNamespace(), secret.getMetadata().getName());
	}

}
