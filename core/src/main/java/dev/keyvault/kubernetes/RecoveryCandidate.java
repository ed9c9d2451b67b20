package dev.keyvault.kubernetes;

import java.util.List;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.snapshot.Snapshot;

/**
 * A place in a Secret that holds the value of a key.
 *
 * @param id the Secret
 * @param source the entries
 * @param key the key
 * @param mapping what the key is mapped to
 */
record RecoveryCandidate(SecretId id, EntrySource source, DeclaredKey key, KeyMapping mapping) {

	static List<RecoveryCandidate> of(List<SecretDeclaration> secrets, List<Declaration> declarations) {
		return secrets.stream()
			.flatMap((secret) -> secret.sources()
				.stream()
				.flatMap((
						source) -> source.keys().stream().flatMap((key) -> of(secret.id(), source, key, declarations))))
			.toList();
	}

	private static Stream<RecoveryCandidate> of(SecretId id, EntrySource source, DeclaredKey key,
			List<Declaration> declarations) {
		return declarations.stream()
			.filter((declaration) -> declaration.name().equals(key.declaration()))
			.flatMap((declaration) -> declaration.mappings().stream())
			.filter((mapping) -> mapping.key().equals(key.key()))
			.map((mapping) -> new RecoveryCandidate(id, source, key, mapping));
	}

	/**
	 * Return whether another key has its value from here too: it refers to the same, or
	 * to another part of a certificate that is here as a whole.
	 * @param wanted the other key
	 * @return whether this is a place to look at
	 */
	boolean serves(KeyMapping wanted) {
		return this.mapping.selection().equals(wanted.selection())
				&& (this.source instanceof TlsEntries || part(this.mapping).equals(part(wanted)));
	}

	private static String part(KeyMapping mapping) {
		return mapping.reference().part().text();
	}

	Recovered recover(KeyMapping wanted, StoredSecret stored) {
		String edit = stored.findEdit(this.source.names());
		if (edit != null) {
			return Recovered.failed(edit);
		}
		Snapshot.Entry entry = this.source.recover(this.key, wanted, stored);
		if (entry != null) {
			return Recovered.of(entry);
		}
		return (wanted.reference().optional() && wasAbsent(stored)) ? Recovered.ABSENT : Recovered
			.failed("%s has no entry that was made of what the key refers to.".formatted(this.id.describe()));
	}

	private boolean wasAbsent(StoredSecret stored) {
		return this.source instanceof PlainEntry plain && plain.optional() && stored.find(plain.name()) == null;
	}

}
