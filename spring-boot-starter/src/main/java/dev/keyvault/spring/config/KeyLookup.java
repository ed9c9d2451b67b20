package dev.keyvault.spring.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.keyvault.kubernetes.DeclaredKey;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * Finds the import that a key comes from.
 */
final class KeyLookup {

	private final List<Declaration> declarations;

	private final Snapshot snapshot;

	KeyLookup(List<Declaration> declarations, Snapshot snapshot) {
		this.declarations = declarations.stream()
			.filter((declaration) -> !DeclaredSslBundles.isOne(declaration.name()))
			.toList();
		this.snapshot = snapshot;
	}

	/**
	 * Find a key: by its value, else by its mapping, else where keys come to be that no
	 * mapping names.
	 * @param key the key
	 * @return the key; empty if no import has or may have it
	 */
	Optional<DeclaredKey> find(NamedKey key) {
		return first((declaration) -> this.snapshot.layer(declaration.name()).containsKey(key))
			.or(() -> first(
					(declaration) -> declaration.mappings().stream().anyMatch((mapping) -> mapping.key().equals(key))))
			.or(() -> first(KeyLookup::isOpen))
			.map((declaration) -> new DeclaredKey(declaration.name(), key));
	}

	private static boolean isOpen(Declaration declaration) {
		return !declaration.rules().isEmpty() || declaration.mappings()
			.stream()
			.anyMatch((mapping) -> mapping.reference().part().text().equals("#*"));
	}

	private Optional<Declaration> first(Predicate<Declaration> choice) {
		return this.declarations.stream().filter(choice).findFirst();
	}

}
