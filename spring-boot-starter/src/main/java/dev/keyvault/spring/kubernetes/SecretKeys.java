package dev.keyvault.spring.kubernetes;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.keyvault.kubernetes.DeclaredKey;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.rotation.Change;

/**
 * The keys that Secrets are made of. Immutable.
 */
final class SecretKeys {

	private final Set<DeclaredKey> keys;

	SecretKeys(List<SecretDeclaration> secrets) {
		this.keys = secrets.stream()
			.flatMap((secret) -> secret.sources().stream())
			.flatMap((source) -> source.keys().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	List<Change> among(List<Change> changes) {
		return changes.stream()
			.filter((change) -> this.keys.contains(new DeclaredKey(change.declaration(), change.key())))
			.toList();
	}

}
