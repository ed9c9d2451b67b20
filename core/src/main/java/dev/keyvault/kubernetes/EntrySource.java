package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.kubernetes.StoredSecret.StoredEntry;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * Says where entries of a Secret have their content from.
 */
@Internal
public sealed interface EntrySource
		permits EntrySource.PlainEntry, EntrySource.MemberEntries, TlsEntries, RegistryEntry {

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

	/**
	 * An entry for each key below one, such as those of the members of a JSON secret:
	 * entries come and go with the keys.
	 *
	 * @param pattern the names of the entries, with a {@code *} for what the keys have
	 * behind {@code parent}
	 * @param parent the key that they are below
	 * @param optional whether there may be no such key
	 */
	public record MemberEntries(String pattern, DeclaredKey parent, boolean optional) implements EntrySource {

		/**
		 * What stands for the end of a key and of the name of its entry.
		 */
		public static final String ANY = "*";

		public MemberEntries {
			if (pattern.indexOf(ANY) < 0 || pattern.indexOf(ANY) != pattern.lastIndexOf(ANY)) {
				throw new IllegalArgumentException("'%s' does not have one '*'".formatted(pattern));
			}
			SecretEntry.requireName(pattern.replace(ANY, "x"));
		}

		@Override
		public List<SecretEntry> entries(Snapshot snapshot, SecretId id) {
			List<SecretEntry> entries = snapshot.layer(this.parent.declaration())
				.entrySet()
				.stream()
				.filter((entry) -> isBelow(entry.getKey()))
				.map((entry) -> entry(entry, id))
				.toList();
			if (entries.isEmpty() && !this.optional) {
				throw new InvalidSecretException(id, "no key below '%s' has a value".formatted(this.parent.key()),
						"Import the keys, correct the name, or mark the entries as optional.");
			}
			return entries;
		}

		private boolean isBelow(NamedKey key) {
			return key.value().startsWith(this.parent.key() + ".");
		}

		// The name of a member is content of the vault, and not to be repeated.
		private SecretEntry entry(Map.Entry<NamedKey, Snapshot.Entry> source, SecretId id) {
			String member = source.getKey().value().substring(this.parent.key().value().length() + 1);
			String name = this.pattern.replace(ANY, member);
			if (!SecretEntry.isName(name)) {
				throw new InvalidSecretException(id,
						"a key below '%s' gives no name for an entry, which has up to 253 letters, digits, '-', '_' or '.'"
							.formatted(this.parent.key()),
						"Rename that member in the vault, or declare the entries one by one.");
			}
			return new SecretEntry(name, source.getValue().value(), List.of(EntryOrigin.of(source.getValue())));
		}

		@Override
		public List<String> names() {
			return List.of();
		}

		@Override
		public List<DeclaredKey> keys() {
			return List.of(this.parent);
		}

		@Override
		public boolean uses(DeclaredKey key) {
			return key.declaration().equals(this.parent.declaration()) && isBelow(key.key());
		}

		@Override
		public Snapshot.@Nullable Entry recover(DeclaredKey wanted, KeyMapping mapping, StoredSecret stored) {
			return null;
		}

	}

}
