package dev.keyvault.rotation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;

/**
 * Knows which vaults have never answered, so that nobody takes a key of theirs that has
 * no value for one that is absent. Thread-safe.
 */
final class PendingKeys {

	private final List<Declaration> declarations;

	private final Set<Vault> silent = ConcurrentHashMap.newKeySet();

	PendingKeys(List<Declaration> declarations, Collection<Vault> silent) {
		this.declarations = List.copyOf(declarations);
		this.silent.addAll(silent);
	}

	void answered(Collection<Vault> vaults) {
		this.silent.removeAll(vaults);
	}

	boolean contains(String declaration, NamedKey key) {
		return !this.silent.isEmpty() && this.declarations.stream()
			.filter((candidate) -> candidate.name().equals(declaration))
			.anyMatch((candidate) -> isSilent(candidate, key));
	}

	private boolean isSilent(Declaration declaration, NamedKey key) {
		Optional<Vault> written = declaration.mappings()
			.stream()
			.filter((mapping) -> mapping.key().equals(key))
			.map(KeyMapping::vault)
			.findFirst();
		return written.map(this.silent::contains).orElseGet(() -> this.silent.stream().anyMatch(declaration::uses));
	}

}
