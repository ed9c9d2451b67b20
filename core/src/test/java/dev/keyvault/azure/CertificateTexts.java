package dev.keyvault.azure;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * Writes certificates and keys as PEM.
 */
public final class CertificateTexts {

	private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

	private CertificateTexts() {
	}

	public static String pem(X509Certificate... certificates) {
		StringBuilder text = new StringBuilder();
		for (X509Certificate certificate : certificates) {
			text.append(pem("CERTIFICATE", der(certificate)));
		}
		return text.toString();
	}

	static byte[] der(X509Certificate certificate) {
		try {
			return certificate.getEncoded();
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static String pem(PrivateKey key) {
		return pem("PRIVATE KEY", key.getEncoded());
	}

	public static String pem(String label, byte[] content) {
		return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(content) + "\n-----END " + label + "-----\n";
	}

}
