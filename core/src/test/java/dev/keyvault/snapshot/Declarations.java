package dev.keyvault.snapshot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;

/**
 * Declarations to test with.
 */
public final class Declarations {

	/**
	 * The name of each declaration here.
	 */
	public static final String NAME = "keyvault:";

	private Declarations() {
	}

	/**
	 * Make a declaration of keys in {@link TestObjects#VAULT}.
	 * @param mappings the keys as {@code key: reference}
	 * @return the declaration
	 */
	public static Declaration keys(String... mappings) {
		return new Declaration(NAME, Stream.of(mappings).map(Declarations::mapping).toList(), List.of());
	}

	public static Declaration all(ImportRule... rules) {
		return new Declaration(NAME, List.of(), List.of(rules));
	}

	public static KeyMapping mapping(String mapping) {
		return mapping(TestObjects.VAULT, mapping);
	}

	public static KeyMapping mapping(Vault vault, String mapping) {
		String[] parts = mapping.split(": ");
		return new KeyMapping(new NamedKey(parts[0]), vault, ObjectReference.parse(parts[1]));
	}

	public static ImportRule rule(Vault vault, KeyNaming naming, String... names) {
		return new ImportRule(vault, List.of(names), Map.of(), "", naming);
	}

	public static ImportRule rule(String... names) {
		return rule(TestObjects.VAULT, KeyNaming.DOUBLE_DASH, names);
	}

	/**
	 * Return the values of {@link #NAME} as text.
	 * @param result what was loaded
	 * @return the values by key
	 */
	public static Map<String, String> values(LoadResult result) {
		return values(result.snapshot());
	}

	public static Map<String, String> values(Snapshot snapshot) {
		Map<String, String> values = new LinkedHashMap<>();
		snapshot.layer(NAME).forEach((key, entry) -> values.put(key.value(), entry.value().reveal()));
		return values;
	}

}
