package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.VaultSettings;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.InvalidReferenceException;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Problem;
import dev.keyvault.spring.config.KeyVaultProperties.ImportAll;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKeys;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Turns imports and properties into declarations, and collects the mistakes in them.
 */
final class DeclarationReader {

	private final KeyVaultProperties properties;

	private final MapKeysCheck mapKeys;

	private final VaultSettingsReader settingsReader;

	private final Set<VaultSettings> vaults = new LinkedHashSet<>();

	private final List<Problem> problems = new ArrayList<>();

	DeclarationReader(KeyVaultProperties properties, MapKeysCheck mapKeys, VaultSettingsReader settingsReader) {
		this.properties = properties;
		this.mapKeys = mapKeys;
		this.settingsReader = settingsReader;
	}

	List<Declaration> read(List<KeyVaultImport> imports) {
		SslBundleReader bundles = new SslBundleReader(this.properties, this.mapKeys, this.settingsReader);
		List<Declaration> declarations = new ArrayList<>(imports.stream().map(this::read).toList());
		declarations.addAll(bundles.read(imports));
		this.problems.addAll(bundles.problems());
		this.problems.addAll(this.mapKeys.problems());
		return declarations;
	}

	private Declaration read(KeyVaultImport declared) {
		Map<String, VaultProperties> known = this.properties.vaults();
		List<KeyMapping> mappings = new ArrayList<>();
		List<ImportRule> rules = new ArrayList<>();
		ProblemCollector collector = new ProblemCollector(declared.name(), this.problems);
		if (known.isEmpty() && declared.vaults().isEmpty()) {
			this.problems.add(noVault(declared));
		}
		for (String name : declared.vaults().isEmpty() ? known.keySet() : declared.vaults()) {
			VaultProperties vault = known.get(name);
			if (vault == null) {
				this.problems.add(unknownVault(declared, name));
			}
			else {
				read(collector, name, vault, mappings, rules);
			}
		}
		return new Declaration(declared.name(), mappings, rules);
	}

	private void read(ProblemCollector collector, String name, VaultProperties properties, List<KeyMapping> mappings,
			List<ImportRule> rules) {
		Vault vault = vault(collector, name, properties);
		properties.keys().forEach((key, text) -> collector.collect(() -> {
			NamedKey named = key(name, key);
			ObjectReference reference = reference(name, key, text);
			if (vault != null) {
				mappings.add(new KeyMapping(named, vault, reference));
			}
		}));
		ImportAll all = properties.importAll();
		if (vault != null && all != null) {
			collector.collect(() -> rules.add(rule(vault, all)));
		}
	}

	private ImportRule rule(Vault vault, ImportAll all) {
		all.tags().keySet().forEach((tag) -> this.mapKeys.check(vault.name(), MapKeys.TAG, tag));
		return InvalidPropertyException.checked(VaultSettingsReader.property(vault.name(), "import-all.prefix"),
				() -> new ImportRule(vault, all.names(), all.tags(), all.prefix(), all.naming()));
	}

	private @Nullable Vault vault(ProblemCollector collector, String name, VaultProperties properties) {
		VaultSettings settings = collector.read(() -> this.settingsReader.read(name, properties));
		if (settings == null) {
			return null;
		}
		this.vaults.add(settings);
		return settings.vault();
	}

	private NamedKey key(String vault, String key) {
		this.mapKeys.check(vault, MapKeys.KEY, key);
		try {
			return new NamedKey(key);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(MapKeys.KEY.property(vault, key), ex.getMessage() + ".",
					"Correct the key under '%s'.".formatted(MapKeys.KEY.property(vault)));
		}
	}

	private static ObjectReference reference(String vault, String key, String text) {
		try {
			return ObjectReference.parse(text);
		}
		catch (InvalidReferenceException ex) {
			throw new InvalidPropertyException(MapKeys.KEY.property(vault, key), String.valueOf(ex.getMessage()),
					"Write a reference as %s, for instance db-password, secret/db-login#/username or certificate/web#chain."
						.formatted(InvalidReferenceException.GRAMMAR));
		}
	}

	private static Problem noVault(KeyVaultImport declared) {
		return new Problem(declared.name(), "spring.config.import: " + declared.name(),
				"Import '%s' asks for keys, but no vault is declared.".formatted(declared.name()),
				"Declare a vault under 'keyvault.vaults', with its endpoint and the keys to import.", false);
	}

	private Problem unknownVault(KeyVaultImport declared, String name) {
		return new Problem(declared.name(), "spring.config.import: " + declared.name(),
				"Import '%s' names vault '%s', which is not declared; declared: %s.".formatted(declared.name(), name,
						quoted(this.properties.vaults().keySet())),
				"Declare 'keyvault.vaults.%s', or correct the name in 'spring.config.import'.".formatted(name), false);
	}

	private static String quoted(Collection<String> names) {
		return names.isEmpty() ? "none" : names.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
	}

	Set<VaultSettings> vaults() {
		return this.vaults;
	}

	List<Problem> problems() {
		return this.problems;
	}

}
