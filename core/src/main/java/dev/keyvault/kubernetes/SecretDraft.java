package dev.keyvault.kubernetes;

import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;

/**
 * Writes a manifest in the words of the API server.
 */
final class SecretDraft {

	private SecretDraft() {
	}

	static Secret of(SecretManifest manifest, Stamp stamp) {
		Map<String, String> data = new LinkedHashMap<>();
		manifest.entries().forEach((entry) -> data.put(entry.name(), encode(entry)));
		return new SecretBuilder().withMetadata(metadata(manifest, stamp))
			.withType(manifest.declaration().type().value())
			.withData(data)
			.build();
	}

	private static String encode(SecretEntry entry) {
		return Base64.getEncoder().encodeToString(entry.value().revealBytes());
	}

	private static ObjectMeta metadata(SecretManifest manifest, Stamp stamp) {
		ObjectMetaBuilder metadata = new ObjectMetaBuilder().withNamespace(manifest.id().namespace())
			.withName(manifest.id().name())
			.withLabels(labels(manifest.declaration(), stamp))
			.withAnnotations(annotations(manifest, stamp));
		return (stamp.owner() != null) ? metadata.withOwnerReferences(stamp.owner()).build() : metadata.build();
	}

	private static Map<String, String> labels(SecretDeclaration declaration, Stamp stamp) {
		Map<String, String> labels = new LinkedHashMap<>(declaration.metadata().labels());
		labels.put(Marks.MANAGED_BY, Marks.MANAGER);
		if (stamp.application() != null) {
			labels.put(Marks.APPLICATION, stamp.application());
		}
		return labels;
	}

	private static Map<String, String> annotations(SecretManifest manifest, Stamp stamp) {
		SecretDeclaration declaration = manifest.declaration();
		Map<String, String> annotations = new LinkedHashMap<>(declaration.metadata().annotations());
		annotations.put(Marks.ORIGINS, Origins.of(manifest.entries()).json());
		annotations.put(Marks.WRITTEN_AT, stamp.time().truncatedTo(ChronoUnit.SECONDS).toString());
		annotations.put(Marks.ON_REMOVAL, declaration.policy().onRemoval().name().toLowerCase(Locale.ROOT));
		if (stamp.workload() != null) {
			annotations.put(Marks.WORKLOAD, stamp.workload());
		}
		return annotations;
	}

}
