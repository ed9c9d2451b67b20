package dev.keyvault.spring.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.UniformName;

/**
 * The keys that imports request, including those whose declaration has a mistake. The
 * mistake is reported where the keys are read, so no other reader has to report a key
 * that is missing because of it.
 */
final class RequestedKeys {

	private static final String ALL_MEMBERS = "#*";

	private final Map<String, String> imports = new HashMap<>();

	private @Nullable String open;

	private RequestedKeys() {
	}

	static RequestedKeys of(List<KeyVaultImport> imports, Map<String, VaultProperties> vaults,
			DeclarationSources sources) {
		RequestedKeys requested = new RequestedKeys();
		imports.forEach((declared) -> {
			requested.add(declared, vaults);
			requested.add(declared, vaults, sources);
		});
		return requested;
	}

	private void add(KeyVaultImport declared, Map<String, VaultProperties> vaults, DeclarationSources sources) {
		if (sources.areIncomplete()) {
			this.open = declared.name();
		}
		sources.declared()
			.values()
			.stream()
			.flatMap((declarations) -> declarations.vaults().stream())
			.filter((vault) -> declared.vaultsOf(vaults.keySet()).contains(vault.name()))
			.flatMap((vault) -> vault.keys().keySet().stream())
			.forEach((key) -> this.imports.put(UniformName.of(key.value()), declared.name()));
	}

	private void add(KeyVaultImport declared, Map<String, VaultProperties> vaults) {
		Collection<String> names = declared.vaultsOf(vaults.keySet());
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
	 * Find the import that requests a key, in whatever spelling.
	 * @param key the key
	 * @return the name of the import; empty if none does or may
	 */
	Optional<String> find(String key) {
		return Optional.ofNullable(this.imports.getOrDefault(UniformName.of(key), this.open));
	}

}
