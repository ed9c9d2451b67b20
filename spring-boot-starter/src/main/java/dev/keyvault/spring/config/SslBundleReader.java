package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.InvalidReferenceException;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.source.Problem;
import dev.keyvault.spring.config.KeyVaultProperties.VaultProperties;
import dev.keyvault.spring.config.binding.InvalidPropertyException;
import dev.keyvault.spring.config.binding.MapKeys;
import dev.keyvault.spring.config.binding.MapKeysCheck;
import dev.keyvault.spring.config.binding.ProblemCollector;

/**
 * Turns the SSL bundles of imported vaults into declarations, and collects the mistakes
 * in them. The bundles of vaults that only optional imports name are a declaration of
 * their own, since they may be absent while the vault is out of reach.
 */
final class SslBundleReader {

	private final Map<String, VaultProperties> vaults;

	private final MapKeysCheck mapKeys;

	private final VaultSettingsReader settingsReader;

	private final Map<NamedKey, String> declaring = new LinkedHashMap<>();

	private final List<Problem> problems = new ArrayList<>();

	SslBundleReader(KeyVaultProperties properties, MapKeysCheck mapKeys, VaultSettingsReader settingsReader) {
		this.vaults = properties.vaults();
		this.mapKeys = mapKeys;
		this.settingsReader = settingsReader;
	}

	List<Declaration> read(List<KeyVaultImport> imports) {
		Set<String> required = vaults(imports.stream().filter((declared) -> !declared.optional()));
		Set<String> optional = vaults(imports.stream());
		optional.removeAll(required);
		return Stream
			.of(read(DeclaredSslBundles.REQUIRED, false, required), read(DeclaredSslBundles.OPTIONAL, true, optional))
			.filter((declaration) -> !declaration.mappings().isEmpty())
			.toList();
	}

	private Set<String> vaults(Stream<KeyVaultImport> imports) {
		Set<String> names = new LinkedHashSet<>();
		imports.map((declared) -> declared.vaultsOf(this.vaults.keySet())).forEach(names::addAll);
		names.retainAll(this.vaults.keySet());
		return names;
	}

	private Declaration read(String declaration, boolean optional, Set<String> names) {
		List<KeyMapping> mappings = new ArrayList<>();
		this.vaults.forEach((name, vault) -> {
			if (names.contains(name)) {
				vault.sslBundles().keySet().forEach((bundle) -> read(declaration, name, bundle, mappings));
			}
		});
		return new Declaration(declaration, optional, mappings, List.of());
	}

	private void read(String declaration, String vault, String bundle, List<KeyMapping> mappings) {
		new ProblemCollector(declaration, this.problems)
			.collect(() -> mappings.add(mapping(vault, Objects.requireNonNull(this.vaults.get(vault)), bundle)));
	}

	private KeyMapping mapping(String name, VaultProperties properties, String bundle) {
		this.mapKeys.check(name, MapKeys.SSL_BUNDLE, bundle);
		NamedKey key = key(name, bundle);
		ObjectReference reference = reference(name, bundle, String.valueOf(properties.sslBundles().get(bundle)));
		String other = this.declaring.putIfAbsent(key, name);
		if (other != null) {
			throw new InvalidPropertyException(MapKeys.SSL_BUNDLE.property(name, bundle),
					"The SSL bundle '%s' is declared by vault '%s' and by vault '%s'.".formatted(bundle, other, name),
					"Rename one of them, since a bundle has one certificate.");
		}
		return new KeyMapping(key, this.settingsReader.read(name, properties).vault(), reference);
	}

	private static NamedKey key(String vault, String bundle) {
		try {
			return new NamedKey(bundle);
		}
		catch (IllegalArgumentException ex) {
			String property = MapKeys.SSL_BUNDLE.property(vault);
			throw new InvalidPropertyException(MapKeys.SSL_BUNDLE.property(vault, bundle),
					"'%s' is not the name of an SSL bundle: it is empty or has white space around it."
						.formatted(bundle),
					"Correct the name under '%s'.".formatted(property));
		}
	}

	private static ObjectReference reference(String vault, String bundle, String text) {
		try {
			ObjectReference reference = ObjectReference.parse(text);
			if (reference.kind() == ObjectKind.CERTIFICATE && reference.part().isWhole()) {
				return reference;
			}
			throw invalid(vault, bundle,
					"The SSL bundle '%s' of vault '%s' refers to '%s', which is not a whole certificate."
						.formatted(bundle, vault, reference));
		}
		catch (InvalidReferenceException ex) {
			throw invalid(vault, bundle, String.valueOf(ex.getMessage()));
		}
	}

	private static InvalidPropertyException invalid(String vault, String bundle, String reason) {
		return new InvalidPropertyException(MapKeys.SSL_BUNDLE.property(vault, bundle), reason,
				"Write a reference as [optional:]certificate/name[@version], for instance certificate/web.");
	}

	List<Problem> problems() {
		return this.problems;
	}

}
