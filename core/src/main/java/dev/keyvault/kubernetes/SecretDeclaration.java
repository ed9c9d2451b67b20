package dev.keyvault.kubernetes;

import java.util.List;

import dev.keyvault.snapshot.Snapshot;

/**
 * Says what a Secret is to be, whatever the values are. Immutable.
 *
 * @param id the Secret
 * @param type its type
 * @param sources where its entries have their content from
 * @param metadata its labels and annotations
 * @param policy what to do where somebody stands in the way
 */
public record SecretDeclaration(SecretId id, SecretType type, List<EntrySource> sources, SecretMetadata metadata,
		SecretPolicy policy) {

	public SecretDeclaration {
		sources = List.copyOf(sources);
	}

	/**
	 * Fill in the values.
	 * @param snapshot the values
	 * @return the Secret as it is to be
	 * @throws InvalidSecretException if the values do not make such a Secret
	 */
	SecretManifest manifest(Snapshot snapshot) {
		List<SecretEntry> entries = this.sources.stream()
			.flatMap((source) -> source.entries(snapshot, this.id).stream())
			.toList();
		return new SecretManifest(this, entries);
	}

}
