package dev.keyvault.test;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes keys and certificates as PEM text.
 */
final class PemText {

	private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

	private PemText() {
	}

	static String of(EmbeddedCertificate certificate) {
		PrivateKey key = certificate.privateKey();
		String chain = certificates(certificate.chain());
		return (key != null) ? block("PRIVATE KEY", key.getEncoded()) + chain : chain;
	}

	static String certificates(List<X509Certificate> certificates) {
		return certificates.stream()
			.map((certificate) -> block("CERTIFICATE", encoded(certificate)))
			.collect(Collectors.joining());
	}

	static byte[] encoded(X509Certificate certificate) {
		try {
			return certificate.getEncoded();
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalArgumentException("The certificate cannot be encoded", ex);
		}
	}

	private static String block(String label, byte[] content) {
		return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(label, LINES.encodeToString(content))
			.replace(System.lineSeparator(), "\n");
	}

}
