package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.keyvault.mapping.DeclarationSource;
import dev.keyvault.mapping.InvalidReferenceException;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.spring.config.KeyVaultProperties.ImportAll;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKeys;
import dev.keyvault.spring.config.binding.MapKeysCheck;

/**
 * The first source of declarations: {@code keyvault.vaults} of the application.
 */
final class ConfiguredDeclarations implements DeclarationSource {

	static final String ORIGIN = "the properties of the application";

	private final Map<String, VaultProperties> vaults;

	private final MapKeysCheck mapKeys;

	ConfiguredDeclarations(Map<String, VaultProperties> vaults, MapKeysCheck mapKeys) {
		this.vaults = vaults;
		this.mapKeys = mapKeys;
	}

	@Override
	public String origin() {
		return ORIGIN;
	}

	@Override
	public Declarations read() {
		return new Declarations(
				this.vaults.entrySet().stream().map((vault) -> read(vault.getKey(), vault.getValue())).toList(),
				List.of());
	}

	private DeclaredVault read(String name, VaultProperties properties) {
		Map<NamedKey, ObjectReference> keys = new LinkedHashMap<>();
		List<Rule> rules = new ArrayList<>();
		List<Mistake> mistakes = new ArrayList<>();
		properties.keys()
			.forEach((key, text) -> collect(mistakes, () -> keys.put(key(name, key), reference(name, key, text))));
		ImportAll all = properties.importAll();
		if (all != null) {
			collect(mistakes, () -> rules.add(rule(name, all)));
		}
		return new DeclaredVault(name, Map.of(), keys, rules, mistakes);
	}

	private static void collect(List<Mistake> mistakes, Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidPropertyException ex) {
			mistakes.add(ex.mistake());
		}
	}

	private Rule rule(String vault, ImportAll all) {
		all.tags().keySet().forEach((tag) -> this.mapKeys.check(vault, MapKeys.TAG, tag));
		return InvalidPropertyException.checked(VaultSettingsReader.property(vault, "import-all.prefix"),
				() -> new Rule(all.names(), all.tags(), all.prefix(), all.naming()));
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

}
