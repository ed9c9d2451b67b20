package dev.keyvault.kubernetes;

import java.util.Map;
import java.util.stream.Stream;

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
