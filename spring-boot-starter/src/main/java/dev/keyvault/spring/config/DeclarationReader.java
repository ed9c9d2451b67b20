package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.VaultSettings;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.DeclarationSource.DeclaredVault;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Turns imports, properties and the declarations of other sources into what is read from
 * vaults, and collects the problems.
 */
final class DeclarationReader {

	private final KeyVaultProperties properties;

	private final MapKeysCheck mapKeys;

	private final VaultSettingsReader settingsReader;

	private final DeclarationSources sources;

	private final Map<KeyMapping, String> origins = new LinkedHashMap<>();

	private final Set<VaultSettings> vaults = new LinkedHashSet<>();

	private final List<Problem> problems = new ArrayList<>();

	private DeclaredVaults declared = DeclaredVaults.NONE;

	DeclarationReader(KeyVaultProperties properties, MapKeysCheck mapKeys, VaultSettingsReader settingsReader,
			DeclarationSources sources) {
		this.properties = properties;
		this.mapKeys = mapKeys;
		this.settingsReader = settingsReader;
		this.sources = sources;
	}

	List<Declaration> read(List<KeyVaultImport> imports) {
		Map<String, VaultProperties> known = this.properties.vaults();
		this.declared = DeclaredVaults.merge(known.keySet(), imports,
				new ConfiguredDeclarations(known, this.mapKeys).read(), this.sources.declared());
		SslBundleReader bundles = new SslBundleReader(this.properties, this.mapKeys, this.settingsReader);
		List<Declaration> declarations = new ArrayList<>(imports.stream().map(this::read).toList());
		declarations.addAll(bundles.read(imports));
		this.problems.addAll(this.sources.problems());
		this.problems.addAll(this.declared.problems());
		this.problems.addAll(bundles.problems());
		this.problems.addAll(this.mapKeys.problems());
		return declarations;
	}

	private Declaration read(KeyVaultImport declared) {
		Map<String, VaultProperties> known = this.properties.vaults();
		List<KeyMapping> mappings = new ArrayList<>();
		List<ImportRule> rules = new ArrayList<>();
		if (known.isEmpty() && declared.isOfAllVaults() && !this.sources.areIncomplete()) {
			this.problems.add(noVault(declared));
		}
		for (String name : declared.vaultsOf(known.keySet())) {
			VaultProperties vault = known.get(name);
			if (vault == null) {
				this.problems.add(unknownVault(declared, name));
			}
			else {
				read(declared, name, vault, mappings, rules);
			}
		}
		return new Declaration(declared.name(), declared.optional(), mappings, rules);
	}

	private void read(KeyVaultImport declared, String name, VaultProperties properties, List<KeyMapping> mappings,
			List<ImportRule> rules) {
		Vault vault = vault(new ProblemCollector(declared.name(), this.problems), name, properties);
		this.declared.of(name).forEach((origin, each) -> {
			each.mistakes()
				.forEach((mistake) -> this.problems.add(DeclarationSources.problem(declared.name(), mistake)));
			if (vault != null) {
				mappings.addAll(mappings(origin, each, vault));
				each.rules().forEach((rule) -> rules.add(rule.on(vault)));
			}
		});
	}

	private List<KeyMapping> mappings(String origin, DeclaredVault declared, Vault vault) {
		List<KeyMapping> mappings = declared.keys()
			.entrySet()
			.stream()
			.map((key) -> new KeyMapping(key.getKey(), vault, key.getValue()))
			.toList();
		mappings.forEach((mapping) -> this.origins.put(mapping, origin));
		return mappings;
	}

	private @Nullable Vault vault(ProblemCollector collector, String name, VaultProperties properties) {
		VaultSettings settings = collector.read(() -> {
			this.sources.manifests().checkCredential(name, properties);
			return this.settingsReader.read(name, properties);
		});
		if (settings == null) {
			return null;
		}
		this.vaults.add(settings);
		return settings.vault();
	}

	private static Problem noVault(KeyVaultImport declared) {
		return new Problem(subject(declared),
				"Import '%s' asks for keys, but no vault is declared.".formatted(declared.name()),
				Message.of("Declare a vault under 'keyvault.vaults', with its endpoint and the keys to import."));
	}

	private static Subject subject(KeyVaultImport declared) {
		return new Subject.Property(declared.name(), "spring.config.import: " + declared.name());
	}

	private Problem unknownVault(KeyVaultImport declared, String name) {
		return new Problem(subject(declared),
				"Import '%s' names vault '%s', which is not declared; declared: %s.".formatted(declared.name(), name,
						quoted(this.properties.vaults().keySet())),
				Message.of("Declare 'keyvault.vaults.%s', or correct the name in 'spring.config.import'."
					.formatted(name)));
	}

	static String quoted(Collection<String> names) {
		return names.isEmpty() ? "none" : names.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
	}

	/**
	 * Return a problem with the source that declares its key, if that is not the
	 * application itself.
	 * @param problem a problem
	 * @return the problem, whose subject ends in "declared by" and the source
	 */
	Problem withOrigin(Problem problem) {
		return this.origins.entrySet()
			.stream()
			.filter((origin) -> !origin.getValue().equals(ConfiguredDeclarations.ORIGIN))
			.filter((origin) -> origin.getKey().toString().equals(problem.subject().text()))
			.map((origin) -> problem.withSubject(new Subject.Key(problem.subject().declaration(),
					"%s, declared by %s".formatted(problem.subject().text(), origin.getValue()))))
			.findFirst()
			.orElse(problem);
	}

	Set<VaultSettings> vaults() {
		return this.vaults;
	}

	List<Problem> problems() {
		return this.problems;
	}

	/**
	 * Return which keys of other sources the application declares itself.
	 * @return a sentence for each
	 */
	List<String> overridden() {
		return this.declared.overridden();
	}

}
