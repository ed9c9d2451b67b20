package dev.keyvault.kubernetes;

import java.util.List;

import dev.keyvault.snapshot.Snapshot;

/**
 * Says where entries of a Secret have their content from.
 */
public sealed interface EntrySource permits PlainEntry, TlsEntries, RegistryEntry {

	/**
	 * Make the entries.
	 * @param snapshot the values
	 * @param id the Secret that the entries are for, to name it in messages
	 * @return the entries; none if their key is optional and has no value
	 * @throws InvalidSecretException if the values do not make the entries
	 */
	List<SecretEntry> entries(Snapshot snapshot, SecretId id);

}
