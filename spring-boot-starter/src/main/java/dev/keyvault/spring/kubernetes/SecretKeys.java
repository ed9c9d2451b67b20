package dev.keyvault.spring.kubernetes;

import java.util.List;

import dev.keyvault.kubernetes.EntrySource;
import dev.keyvault.kubernetes.SecretDeclaration;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.rotation.Change;

/**
 * The keys that Secrets are made of. Immutable.
 */
final class SecretKeys {

	private final List<EntrySource> sources;

	SecretKeys(List<SecretDeclaration> secrets) {
		this.sources = secrets.stream().flatMap((secret) -> secret.sources().stream()).toList();
	}

	List<Change> among(List<Change> changes) {
		return changes.stream().filter(this::isUsed).toList();
	}

	private boolean isUsed(Change change) {
		DeclaredKey key = new DeclaredKey(change.declaration(), change.key());
		return this.sources.stream().anyMatch((source) -> source.uses(key));
	}

}
