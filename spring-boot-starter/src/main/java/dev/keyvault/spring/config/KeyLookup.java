package dev.keyvault.spring.config;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * Finds the import that a key comes from.
 */
final class KeyLookup {

	private final List<Declaration> declarations;

	private final Snapshot snapshot;

	private final RequestedKeys requested;

	KeyLookup(List<Declaration> declarations, Snapshot snapshot, RequestedKeys requested) {
		this.declarations = declarations.stream()
			.filter((declaration) -> !DeclaredSslBundles.isOne(declaration.name()))
			.toList();
		this.snapshot = snapshot;
		this.requested = requested;
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
					(declaration) -> declaration.mappings().stream().anyMatch((mapping) -> mapping.hasKey(key))))
			.or(() -> first(KeyLookup::isOpen))
			.map(Declaration::name)
			.or(() -> this.requested.find(key.value()))
			.map((declaration) -> new DeclaredKey(declaration, key));
	}

	/**
	 * Find the import of keys below one: by values, else by the mapping of their parent,
	 * else by mappings, else where keys come to be that no mapping names.
	 * @param parent the key that they are below
	 * @return the parent; empty if no import has or may have such keys
	 */
	Optional<DeclaredKey> findParent(NamedKey parent) {
		Predicate<NamedKey> isBelow = (key) -> key.value().startsWith(parent.value() + ".");
		return first((declaration) -> this.snapshot.layer(declaration.name()).keySet().stream().anyMatch(isBelow))
			.or(() -> first((declaration) -> declaration.mappings()
				.stream()
				.anyMatch((mapping) -> hasMembers(mapping) && mapping.key().equals(parent))))
			.or(() -> first((
					declaration) -> declaration.mappings().stream().anyMatch((mapping) -> isBelow.test(mapping.key()))))
			.or(() -> first((declaration) -> !declaration.rules().isEmpty()))
			.map((declaration) -> new DeclaredKey(declaration.name(), parent));
	}

	private static boolean isOpen(Declaration declaration) {
		return !declaration.rules().isEmpty() || declaration.mappings().stream().anyMatch(KeyLookup::hasMembers);
	}

	private static boolean hasMembers(KeyMapping mapping) {
		return mapping.reference().part().hasMembers();
	}

	private Optional<Declaration> first(Predicate<Declaration> choice) {
		return this.declarations.stream().filter(choice).findFirst();
	}

}
