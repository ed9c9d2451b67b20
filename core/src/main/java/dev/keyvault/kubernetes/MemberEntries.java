package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;

/**
 * An entry for each key below one, such as those of the members of a JSON secret: entries
 * come and go with the keys.
 *
 * @param pattern the names of the entries, with a {@code *} for what the keys have behind
 * {@code parent}
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
