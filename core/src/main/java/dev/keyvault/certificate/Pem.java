package dev.keyvault.certificate;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import dev.keyvault.Internal;

/**
 * Writes the textual encoding of keys and certificates (RFC 7468).
 */
@Internal
public final class Pem {

	private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

	private Pem() {
	}

	/**
	 * Encode certificates, one behind the other.
	 * @param certificates the certificates
	 * @return the text
	 * @throws CertificateEncodingException if one of them has no encoding
	 */
	public static String encode(List<X509Certificate> certificates) throws CertificateEncodingException {
		StringBuilder text = new StringBuilder();
		for (X509Certificate certificate : certificates) {
			text.append(encode("CERTIFICATE", certificate.getEncoded()));
		}
		return text.toString();
	}

	/**
	 * Encode one structure, in lines of 64 characters that end with a line feed.
	 * @param label the label, such as {@code CERTIFICATE}
	 * @param der the structure
	 * @return the text
	 */
	public static String encode(String label, byte[] der) {
		return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, LINES.encodeToString(der));
	}

}
