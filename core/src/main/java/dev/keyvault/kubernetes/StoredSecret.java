package dev.keyvault.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.kubernetes.Origins.EntryOrigin;
import dev.keyvault.kubernetes.TlsEntries.PrivateKeyFormat;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.Snapshot;

/**
 * A Secret that was written earlier, to take values out of while their vault cannot be
 * reached. Immutable.
 */
@Internal
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
		boolean whole = mapping.reference().part().isWhole();
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

	/**
	 * An entry of a Secret that was written earlier. Immutable.
	 */
	static final class StoredEntry {

		private final SensitiveValue bytes;

		private final List<EntryOrigin> origins;

		StoredEntry(byte[] bytes, List<EntryOrigin> origins) {
			this.bytes = SensitiveValue.of(bytes);
			this.origins = List.copyOf(origins);
		}

		/**
		 * Return one of the things that the entry is made of.
		 * @param place which one
		 * @param count of how many
		 * @return the origin, or {@code null} if the entry is made of more or fewer
		 */
		@Nullable EntryOrigin origin(int place, int count) {
			return (this.origins.size() == count) ? this.origins.get(place) : null;
		}

		SensitiveValue value(KeyMapping mapping) {
			return mapping.reference().part().isBinary() ? this.bytes : SensitiveValue.of(text());
		}

		String text() {
			return new String(this.bytes.revealBytes(), StandardCharsets.UTF_8);
		}

	}

	/**
	 * The certificate that a Secret of type {@code kubernetes.io/tls} was made of.
	 *
	 * @param secret the Secret
	 * @param format the form of the private key in it
	 */
	record StoredCertificate(StoredSecret secret, PrivateKeyFormat format) {

		/**
		 * Find the certificate.
		 * @param mapping what the key of the Secret is mapped to now
		 * @return the certificate with chain and private key; {@code null} if it is not
		 * there, cannot be read, or was made of another object or choice of version
		 */
		@Nullable Certificate find(KeyMapping mapping) {
			StoredEntry chain = this.secret.find(TlsEntries.CERTIFICATE);
			StoredEntry key = this.secret.find(TlsEntries.KEY);
			ObjectVersion version = findVersion(chain, mapping, TlsEntries.CHAIN);
			if (version == null || chain == null || key == null
					|| !version.equals(findVersion(key, mapping, this.format.part()))) {
				return null;
			}
			return read(mapping, version, SensitiveValue.of(key.text() + "\n" + chain.text()));
		}

		private static @Nullable ObjectVersion findVersion(@Nullable StoredEntry entry, KeyMapping mapping,
				String part) {
			EntryOrigin origin = (entry != null) ? entry.origin(0, 1) : null;
			return (origin != null) ? origin.findVersion(mapping, part) : null;
		}

		/**
		 * Read a certificate.
		 * @param mapping what asks for it
		 * @param version its version
		 * @param pem the private key, if there is one, and the chain
		 * @return the certificate, or {@code null} if it cannot be read
		 */
		static @Nullable Certificate read(KeyMapping mapping, ObjectVersion version, SensitiveValue pem) {
			try {
				CertificateContent content = CertificateContent.ofPem(pem.reveal());
				return new Certificate(mapping.object().at(version), ObjectAttributes.NONE, content.chain(),
						content.privateKey());
			}
			catch (IOException | GeneralSecurityException | RuntimeException ex) {
				return null;
			}
		}

	}

	/**
	 * Raised when others have changed what a Secret says of itself.
	 */
	static final class EditedLabelException extends RuntimeException {

		EditedLabelException(String message) {
			super(message);
		}

	}

}
