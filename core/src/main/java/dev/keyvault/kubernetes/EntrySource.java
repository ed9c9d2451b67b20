package dev.keyvault.kubernetes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.snapshot.Snapshot;

/**
 * Says where entries of a Secret have their content from.
 */
public sealed interface EntrySource permits PlainEntry, MemberEntries, TlsEntries, RegistryEntry {

	/**
	 * Make the entries.
	 * @param snapshot the values
	 * @param id the Secret that the entries are for, to name it in messages
	 * @return the entries; none if their keys are optional and have no value
	 * @throws KubernetesException if the values do not make the entries
	 */
	List<SecretEntry> entries(Snapshot snapshot, SecretId id);

	/**
	 * Return the names of the entries that values can be taken back out of.
	 * @return the names
	 */
	List<String> names();

	/**
	 * Return the keys that were written down, whose values go in, or those of keys below
	 * them.
	 * @return the keys
	 */
	List<DeclaredKey> keys();

	/**
	 * Return whether the value of a key goes in.
	 * @param key the key
	 * @return whether a change of it changes the entries
	 */
	default boolean uses(DeclaredKey key) {
		return keys().contains(key);
	}

	/**
	 * Take the value of a key back out of a Secret.
	 * @param key the key, one of {@link #keys}
	 * @param mapping what it is mapped to now
	 * @param stored the Secret that the entries were written into
	 * @return the value with its object and version; {@code null} if the Secret has no
	 * such entry, or if it was made of another object, part or choice of version
	 */
	Snapshot.@Nullable Entry recover(DeclaredKey key, KeyMapping mapping, StoredSecret stored);

	/**
	 * Read the value of a key that must have one.
	 * @param key the key
	 * @param snapshot the values
	 * @param id the Secret that the value is for, to name it in messages
	 * @return the value
	 * @throws KubernetesException if there is none
	 */
	static Snapshot.Entry read(DeclaredKey key, Snapshot snapshot, SecretId id) {
		Snapshot.Entry entry = snapshot.find(key);
		if (entry == null) {
			throw new InvalidSecretException(id, "key '%s' has no value".formatted(key.key()),
					"Import the key, correct its name, or mark the entry as optional.");
		}
		return entry;
	}

}
