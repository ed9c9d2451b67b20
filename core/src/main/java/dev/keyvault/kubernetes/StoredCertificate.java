package dev.keyvault.kubernetes;

import java.io.IOException;
import java.security.GeneralSecurityException;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.CertificateContent;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.PemContent;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Certificate;

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

	private static @Nullable ObjectVersion findVersion(@Nullable StoredEntry entry, KeyMapping mapping, String part) {
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
			CertificateContent content = PemContent.parse(pem.reveal());
			return new Certificate(mapping.object().at(version), ObjectAttributes.NONE, content.chain(),
					content.privateKey());
		}
		catch (IOException | GeneralSecurityException | RuntimeException ex) {
			return null;
		}
	}

}
