package dev.keyvault.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Secret;
import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.StoredSecret.EditedLabelException;

/**
 * Reads back Secrets that were written earlier. Thread-safe.
 */
final class StoredSecrets {

	private final SecretClient client;

	/**
	 * Create a reader.
	 * @param api the API server
	 */
	StoredSecrets(KubernetesApi api) {
		this.client = new SecretClient(api);
	}

	/**
	 * Find a Secret, by one request.
	 * @param id the Secret
	 * @return the Secret, or {@code null} if there is none or this library did not write
	 * it
	 * @throws KubernetesException if the API server does not tell
	 * @throws EditedLabelException if others have changed what the Secret says of itself
	 */
	@Nullable StoredSecret find(SecretId id) {
		Secret secret = this.client.find(id);
		if (secret == null) {
			return null;
		}
		LiveSecret seen = new LiveSecret(secret);
		requireOwnMarks(id, seen);
		Instant writtenAt = time(seen.annotation(SecretLabels.WRITTEN_AT));
		return (writtenAt != null && seen.isOurs()) ? StoredSecret.of(id, seen, writtenAt) : null;
	}

	private static void requireOwnMarks(SecretId id, LiveSecret seen) {
		for (String mark : List.of(SecretLabels.ORIGINS, SecretLabels.WRITTEN_AT)) {
			String editors = (seen.annotation(mark) != null) ? seen.findEditors(SecretFields.ANNOTATIONS + mark) : null;
			if (editors != null) {
				throw new EditedLabelException(
						"The annotation '%s' of %s was changed by %s since it was written, so that nothing of it is known to be the vault's."
							.formatted(mark, id.describe(), editors));
			}
		}
	}

	private static @Nullable Instant time(@Nullable String text) {
		try {
			return Instant.parse(Objects.requireNonNullElse(text, ""));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
