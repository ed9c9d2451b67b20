package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
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
@Internal
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

	/**
	 * The labels and annotations that users want on a Secret.
	 *
	 * @param labels the labels
	 * @param annotations the annotations
	 */
	public record SecretMetadata(Map<String, String> labels, Map<String, String> annotations) {

		/**
		 * No labels and no annotations.
		 */
		public static final SecretMetadata NONE = new SecretMetadata(Map.of(), Map.of());

		public SecretMetadata {
			labels = Map.copyOf(labels);
			annotations = Map.copyOf(annotations);
			Stream.concat(labels.keySet().stream(), annotations.keySet().stream())
				.filter(SecretLabels::isReserved)
				.findFirst()
				.ifPresent((name) -> {
					throw new IllegalArgumentException(
							"'%s' cannot be set on a Secret: it is what this library marks its Secrets with"
								.formatted(name));
				});
		}

	}

}
