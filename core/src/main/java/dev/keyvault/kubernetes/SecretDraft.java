package dev.keyvault.kubernetes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.SecretManifest.SecretEntry;

/**
 * Writes a manifest in the words of the API server.
 */
final class SecretDraft {

	private SecretDraft() {
	}

	static Secret of(SecretManifest manifest, WriteContext context) {
		Map<String, String> data = new LinkedHashMap<>();
		manifest.entries().forEach((entry) -> data.put(entry.name(), encode(entry)));
		return new SecretBuilder().withMetadata(metadata(manifest, context))
			.withType(manifest.declaration().type().value())
			.withData(data)
			.build();
	}

	private static String encode(SecretEntry entry) {
		return Base64.getEncoder().encodeToString(entry.value().revealBytes());
	}

	private static ObjectMeta metadata(SecretManifest manifest, WriteContext context) {
		ObjectMetaBuilder metadata = new ObjectMetaBuilder().withNamespace(manifest.id().namespace())
			.withName(manifest.id().name())
			.withLabels(labels(manifest.declaration(), context))
			.withAnnotations(annotations(manifest, context));
		return (context.owner() != null) ? metadata.withOwnerReferences(context.owner()).build() : metadata.build();
	}

	private static Map<String, String> labels(SecretDeclaration declaration, WriteContext context) {
		Map<String, String> labels = new LinkedHashMap<>(declaration.metadata().labels());
		labels.put(SecretLabels.MANAGED_BY, SecretLabels.MANAGER);
		if (context.application() != null) {
			labels.put(SecretLabels.APPLICATION, context.application());
		}
		return labels;
	}

	private static Map<String, String> annotations(SecretManifest manifest, WriteContext context) {
		SecretDeclaration declaration = manifest.declaration();
		Map<String, String> annotations = new LinkedHashMap<>(declaration.metadata().annotations());
		annotations.put(SecretLabels.ORIGINS, Origins.of(manifest.entries()).json());
		annotations.put(SecretLabels.WRITTEN_AT, context.time().truncatedTo(ChronoUnit.SECONDS).toString());
		annotations.put(SecretLabels.ON_REMOVAL, declaration.policy().onRemoval().name().toLowerCase(Locale.ROOT));
		if (context.workload() != null) {
			annotations.put(SecretLabels.WORKLOAD, context.workload());
		}
		return annotations;
	}

	/**
	 * What a write adds to a Secret besides what is declared.
	 *
	 * @param application the name of the application that writes, or {@code null} if it
	 * has none
	 * @param workload the workload that may delete the Secret, or {@code null} for none
	 * @param owner what the Secret is garbage-collected with, or {@code null} for nothing
	 * @param time the time of the write
	 */
	record WriteContext(@Nullable String application, @Nullable String workload, @Nullable OwnerReference owner,
			Instant time) {

	}

}
