package dev.keyvault.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot;

/**
 * Snapshots to test with. Immutable; each change gives another one.
 */
final class Values {

	static final String DECLARATION = "keyvault:payments";

	private final Map<NamedKey, Snapshot.Entry> entries;

	private Values(Map<NamedKey, Snapshot.Entry> entries) {
		this.entries = entries;
	}

	static Values none() {
		return new Values(Map.of());
	}

	static DeclaredKey key(String key) {
		return new DeclaredKey(DECLARATION, new NamedKey(key));
	}

	static KeyMapping mapping(String key, String reference) {
		return new KeyMapping(new NamedKey(key), TestObjects.VAULT, ObjectReference.parse(reference));
	}

	/**
	 * Add a key that is mapped to the secret of the same name with dashes for dots.
	 */
	Values with(String key, String value, int version) {
		return with(key, SensitiveValue.of(value), version);
	}

	Values with(String key, SensitiveValue value, int version) {
		return with(mapping(key, key.replace('.', '-')), value, version);
	}

	Values with(KeyMapping mapping, SensitiveValue value, int version) {
		return with(mapping, value, new VaultObject.Secret(mapping.object().at(TestObjects.version(version)),
				ObjectAttributes.NONE, value));
	}

	Values with(String key, Certificate certificate) {
		return with(mapping(key, "certificate/web"), SensitiveValue.of("unused"), certificate);
	}

	private Values with(KeyMapping mapping, SensitiveValue value, VaultObject object) {
		Map<NamedKey, Snapshot.Entry> next = new LinkedHashMap<>(this.entries);
		next.put(mapping.key(), new Snapshot.Entry(value, object, mapping));
		return new Values(next);
	}

	Snapshot snapshot() {
		return new Snapshot(Map.of(DECLARATION, this.entries));
	}

}
