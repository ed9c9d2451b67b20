package dev.keyvault.kubernetes;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.Snapshot;

/**
 * A Secret that was written earlier, to take values out of while their vault cannot be
 * reached. Immutable.
 */
public final class StoredSecret {

	private final SecretId id;

	private final Map<String, StoredEntry> entries;

	private final Map<String, String> edits;

	private final Instant writtenAt;

	private StoredSecret(SecretId id, Map<String, StoredEntry> entries, Map<String, String> edits, Instant writtenAt) {
		this.id = id;
		this.entries = entries;
		this.edits = edits;
		this.writtenAt = writtenAt;
	}

	static StoredSecret of(SecretId id, LiveSecret secret, Instant writtenAt) {
		Map<String, StoredEntry> entries = new HashMap<>();
		Map<String, String> edits = new HashMap<>();
		Origins.parse(secret.annotation(SecretLabels.ORIGINS)).entries().forEach((name, origins) -> {
			String data = secret.secret().getData().get(name);
			String editors = secret.findEditors(SecretFields.DATA + name);
			if (data == null) {
				edits.put(name, "was taken out");
			}
			else if (editors != null) {
				edits.put(name, "was changed by " + editors);
			}
			else {
				entries.put(name, new StoredEntry(Base64.getDecoder().decode(data),
						origins.stream().map(EntryOrigin::new).toList()));
			}
		});
		return new StoredSecret(id, entries, edits, writtenAt);
	}

	/**
	 * Return what others have done to entries since they were written.
	 * @param names the entries
	 * @return a sentence, or {@code null} if nobody has
	 */
	@Nullable String findEdit(List<String> names) {
		return names.stream()
			.filter(this.edits::containsKey)
			.findFirst()
			.map((name) -> "Entry '%s' of %s %s since it was written, so that it may not be the vault's."
				.formatted(name, this.id.describe(), this.edits.get(name)))
			.orElse(null);
	}

	/**
	 * Return when the Secret was last written, which is when one of its values last
	 * changed.
	 * @return the time
	 */
	Instant writtenAt() {
		return this.writtenAt;
	}

	@Nullable StoredEntry find(String entry) {
		return this.entries.get(entry);
	}

	Fallback fallback() {
		return new Fallback(this.id.describe(), this.writtenAt);
	}

	/**
	 * Make an entry of a value.
	 * @param origin what the value was made of
	 * @param mapping what its key is mapped to now
	 * @param value the value
	 * @return the entry, or {@code null} if the value was made of something else
	 */
	Snapshot.@Nullable Entry entry(@Nullable EntryOrigin origin, KeyMapping mapping, SensitiveValue value) {
		ObjectVersion version = (origin != null) ? origin.findVersion(mapping, mapping.reference().part().text())
				: null;
		VaultObject object = (version != null) ? object(mapping, version, value) : null;
		return (object != null) ? new Snapshot.Entry(value, object, mapping, fallback()) : null;
	}

	private static @Nullable VaultObject object(KeyMapping mapping, ObjectVersion version, SensitiveValue value) {
		boolean whole = mapping.reference().part().text().isEmpty();
		return (whole && mapping.reference().kind() == ObjectKind.CERTIFICATE)
				? StoredCertificate.read(mapping, version, value)
				: new VaultObject.RecoveredObject(mapping.object().at(version));
	}

	/**
	 * Return which Secret this is. Its values are not shown.
	 */
	@Override
	public String toString() {
		return this.id.toString();
	}

}
