package dev.keyvault.kubernetes;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * A key of one declaration, whose value goes into a Secret.
 *
 * @param declaration the name of the declaration, such as {@code keyvault:payments}
 * @param key the key
 */
public record DeclaredKey(String declaration, NamedKey key) {

	Snapshot.@Nullable Entry find(Snapshot snapshot) {
		return snapshot.layer(this.declaration).get(this.key);
	}

	Snapshot.Entry read(Snapshot snapshot, SecretId id) {
		Snapshot.Entry entry = find(snapshot);
		if (entry == null) {
			throw new InvalidSecretException(id, "key '%s' has no value".formatted(this.key),
					"Import the key, correct its name, or mark the entry as optional.");
		}
		return entry;
	}

}
