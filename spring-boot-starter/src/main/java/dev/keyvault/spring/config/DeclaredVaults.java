package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.mapping.DeclarationSource.Declarations;
import dev.keyvault.mapping.DeclarationSource.DeclaredVault;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * What all sources declare of the imported vaults, each key once. A key of the
 * application wins over the same key of another source; two other sources may not declare
 * the same key.
 */
final class DeclaredVaults {

	static final DeclaredVaults NONE = new DeclaredVaults(Set.of());

	private final Set<String> known;

	private final Map<String, Map<String, DeclaredVault>> vaults = new HashMap<>();

	private final Map<NamedKey, String> origins = new HashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	private final List<String> overridden = new ArrayList<>();

	private DeclaredVaults(Set<String> known) {
		this.known = known;
	}

	/**
	 * Merge declarations.
	 * @param known the names of the vaults that can be reached
	 * @param imports which of these are imported
	 * @param application what the application declares
	 * @param others what other sources declare, by their origin
	 * @return the declarations
	 */
	static DeclaredVaults merge(Set<String> known, List<KeyVaultImport> imports, Declarations application,
			Map<String, Declarations> others) {
		DeclaredVaults merged = new DeclaredVaults(known);
		Set<String> imported = imports.stream()
			.flatMap((declared) -> declared.vaultsOf(known).stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		merged.add(imported, ConfiguredDeclarations.ORIGIN, application);
		others.forEach((origin, declarations) -> merged.add(imported, origin, declarations));
		return merged;
	}

	private void add(Set<String> imported, String origin, Declarations declarations) {
		declarations.vaults().forEach((vault) -> {
			if (!this.known.contains(vault.name())) {
				this.problems.add(unknown(origin, vault));
			}
			else if (imported.contains(vault.name())) {
				this.vaults.computeIfAbsent(vault.name(), (name) -> new LinkedHashMap<>())
					.merge(origin, distinct(origin, vault), DeclaredVaults::join);
			}
		});
	}

	private DeclaredVault distinct(String origin, DeclaredVault vault) {
		Map<NamedKey, ObjectReference> keys = new LinkedHashMap<>(vault.keys());
		keys.keySet().removeIf((key) -> !isNew(origin, vault.name(), key));
		return new DeclaredVault(vault.name(), vault.settings(), keys, vault.rules(), vault.mistakes());
	}

	private boolean isNew(String origin, String vault, NamedKey key) {
		String first = this.origins.putIfAbsent(key, origin);
		if (first == null || origin.equals(ConfiguredDeclarations.ORIGIN)) {
			return true;
		}
		if (first.equals(ConfiguredDeclarations.ORIGIN)) {
			this.overridden.add("Key '%s' is declared by %s and by %s, which win.".formatted(key, origin, first));
		}
		else {
			this.problems.add(new Problem(new Subject.Property("", key.toString()),
					first.equals(origin) ? "Key '%s' is declared twice by %s.".formatted(key, origin)
							: "Key '%s' is declared by %s and by %s.".formatted(key, first, origin),
					Message.of("Declare it once, or under 'keyvault.vaults.%s.keys', which wins over other sources."
						.formatted(vault))));
		}
		return false;
	}

	private static DeclaredVault join(DeclaredVault first, DeclaredVault second) {
		Map<NamedKey, ObjectReference> keys = new LinkedHashMap<>(first.keys());
		keys.putAll(second.keys());
		return new DeclaredVault(first.name(), first.settings(), keys,
				Stream.concat(first.rules().stream(), second.rules().stream()).toList(),
				Stream.concat(first.mistakes().stream(), second.mistakes().stream()).toList());
	}

	private Problem unknown(String origin, DeclaredVault vault) {
		return new Problem(new Subject.Property("", vault.name()),
				"Vault '%s' is declared by %s without its endpoint, and the application does not configure it; configured: %s."
					.formatted(vault.name(), origin, DeclarationReader.quoted(this.known)),
				Message.of("Set 'keyvault.vaults.%s.endpoint', or correct the name of the vault."
					.formatted(vault.name())));
	}

	/**
	 * Return what is declared of a vault.
	 * @param vault the name of the vault
	 * @return the declarations by their origin; those of the application first
	 */
	Map<String, DeclaredVault> of(String vault) {
		return this.vaults.getOrDefault(vault, Map.of());
	}

	List<Problem> problems() {
		return this.problems;
	}

	List<String> overridden() {
		return this.overridden;
	}

}
