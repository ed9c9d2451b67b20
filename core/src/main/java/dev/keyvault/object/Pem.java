package dev.keyvault.object;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writes the textual encoding of keys and certificates (RFC 7468).
 */
public final class Pem {

	private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

	private Pem() {
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
