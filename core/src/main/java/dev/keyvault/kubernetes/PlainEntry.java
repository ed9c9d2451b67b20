package dev.keyvault.kubernetes;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.snapshot.Snapshot;

/**
 * An entry with the value of one key, byte for byte.
 *
 * @param name the name of the entry
 * @param key the key
 * @param optional whether the entry may be absent because the key has no value
 */
public record PlainEntry(String name, DeclaredKey key, boolean optional) implements EntrySource {

	public PlainEntry {
		SecretEntry.requireName(name);
	}

	@Override
	public List<SecretEntry> entries(Snapshot snapshot, SecretId id) {
		if (this.optional && snapshot.find(this.key) == null) {
			return List.of();
		}
		Snapshot.Entry entry = EntrySource.read(this.key, snapshot, id);
		return List.of(new SecretEntry(this.name, entry.value(), List.of(EntryOrigin.of(entry))));
	}

	@Override
	public List<String> names() {
		return List.of(this.name);
	}

	@Override
	public List<DeclaredKey> keys() {
		return List.of(this.key);
	}

	@Override
	public Snapshot.@Nullable Entry recover(DeclaredKey wanted, KeyMapping mapping, StoredSecret stored) {
		StoredEntry entry = stored.find(this.name);
		return (entry != null) ? stored.entry(entry.origin(0, 1), mapping, entry.value(mapping)) : null;
	}

}
