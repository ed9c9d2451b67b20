package dev.keyvault.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import dev.keyvault.certificate.CertificateContent;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Snapshot;

/**
 * A certificate that a vault keeps as a secret: PKCS#12 with a blank password, as bytes
 * or as Base64, or PEM.
 *
 * @param secret the secret
 * @param value the value of the key that is mapped to it
 */
record CertificateSecret(VaultObject.Secret secret, SensitiveValue value) {

	private static final int SEQUENCE = 0x30;

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
		CertificateContent content = new CertificateSecret(secret, source.value()).find();
		if (content == null) {
			return null;
		}
		if (content.size() == 0 || !content.isKeySupported()) {
			throw new IOException("There is no certificate in it, or a key that is neither RSA nor EC");
		}
		return new Certificate(secret.id(), secret.attributes(), content.chain(), content.privateKey());
	}

	private @Nullable CertificateContent find() throws IOException {
		byte[] bytes = this.value.revealBytes();
		if (isSequence(bytes)) {
			return CertificateContent.ofPkcs12(bytes);
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		if (text.contains("-----BEGIN CERTIFICATE-----")) {
			return CertificateContent.ofPem(text);
		}
		byte[] decoded = Base64.getMimeDecoder().decode(text.startsWith("MI") ? text : "");
		return isSequence(decoded) ? CertificateContent.ofPkcs12(decoded) : null;
	}

	private static boolean isSequence(byte[] bytes) {
		return bytes.length > 1 && bytes[0] == SEQUENCE && bytes[1] < 0;
	}

}
