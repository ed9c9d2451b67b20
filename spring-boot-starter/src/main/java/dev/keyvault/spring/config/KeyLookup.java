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

	private final AskedKeys asked;

	KeyLookup(List<Declaration> declarations, Snapshot snapshot, AskedKeys asked) {
		this.declarations = declarations.stream()
			.filter((declaration) -> !DeclaredSslBundles.isOne(declaration.name()))
			.toList();
		this.snapshot = snapshot;
		this.asked = asked;
	}

	/**
	 * Find a key: by its value, else by its mapping, else where keys come to be that no
	 * mapping names, else where it is missing because of a mistake.
	 * @param key the key
	 * @return the key; empty if no import has or may have it
	 */
	Optional<DeclaredKey> find(NamedKey key) {
		return first((declaration) -> this.snapshot.layer(declaration.name()).containsKey(key))
			.or(() -> first(
					(declaration) -> declaration.mappings().stream().anyMatch((mapping) -> mapping.key().equals(key))))
			.or(() -> first(KeyLookup::isOpen))
			.map(Declaration::name)
			.or(() -> this.asked.find(key.value()))
			.map((declaration) -> new DeclaredKey(declaration, key));
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
