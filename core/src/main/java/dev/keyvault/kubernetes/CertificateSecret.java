package dev.keyvault.kubernetes;

import java.io.IOException;
import java.security.GeneralSecurityException;

import org.jspecify.annotations.Nullable;

import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot;

/**
 * Reads certificates that a vault keeps as a secret: PKCS#12 with a blank password, as
 * bytes or as Base64, or PEM.
 */
final class CertificateSecret {

	private CertificateSecret() {
	}

	/**
	 * Read the certificate of a key.
	 * @param source what the key has for its value
	 * @return the certificate; {@code null} if the value does not look like one
	 * @throws IOException if it looks like one and cannot be read; the message may quote
	 * it
	 * @throws GeneralSecurityException if one of its certificates is none
	 */
	static @Nullable Certificate find(Snapshot.Entry source) throws IOException, GeneralSecurityException {
		if (!(source.object() instanceof VaultObject.Secret secret)) {
			return null;
		}
		CertificateContent content = CertificateContent.find(source.value().revealBytes());
		if (content == null) {
			return null;
		}
		if (content.size() == 0 || !content.isKeySupported()) {
			throw new IOException("There is no certificate in it, or a key that is neither RSA nor EC");
		}
		return new Certificate(secret.id(), secret.attributes(), content.chain(), content.privateKey());
	}

}
