package dev.keyvault.spring.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;

/**
 * The keys that imports ask for, be it with mistakes. These are told where the keys are
 * read, so that nobody else has to complain of a key that is missing because of them.
 */
final class AskedKeys {

	private static final String ALL_MEMBERS = "#*";

	private final Map<String, String> imports = new HashMap<>();

	private @Nullable String open;

	private AskedKeys() {
	}

	static AskedKeys of(List<KeyVaultImport> imports, Map<String, VaultProperties> vaults) {
		AskedKeys asked = new AskedKeys();
		imports.forEach((declared) -> asked.add(declared, vaults));
		return asked;
	}

	private void add(KeyVaultImport declared, Map<String, VaultProperties> vaults) {
		Collection<String> names = declared.vaults().isEmpty() ? vaults.keySet() : declared.vaults();
		if (names.isEmpty() || !vaults.keySet().containsAll(names)) {
			this.open = declared.name();
		}
		names.stream().filter(vaults::containsKey).map(vaults::get).forEach((vault) -> add(declared, vault));
	}

	private void add(KeyVaultImport declared, VaultProperties vault) {
		vault.keys().forEach((key, reference) -> {
			this.imports.put(UniformName.of(key), declared.name());
			if (reference.endsWith(ALL_MEMBERS)) {
				this.open = declared.name();
			}
		});
		if (vault.importAll() != null) {
			this.open = declared.name();
		}
	}

	/**
	 * Find the import that asks for a key, in whatever spelling.
	 * @param key the key
	 * @return the name of the import; empty if none does or may
	 */
	Optional<String> find(String key) {
		return Optional.ofNullable(this.imports.getOrDefault(UniformName.of(key), this.open));
	}

}
