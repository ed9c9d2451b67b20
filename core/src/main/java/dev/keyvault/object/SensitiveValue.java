package dev.keyvault.object;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A value that must not be logged: {@link #toString()} never shows it. Immutable.
 */
public final class SensitiveValue {

	private final byte[] content;

	private final boolean binary;

	private SensitiveValue(byte[] content, boolean binary) {
		this.content = content;
		this.binary = binary;
	}

	/**
	 * Guard a text.
	 * @param value the text
	 * @return the guarded text
	 */
	public static SensitiveValue of(String value) {
		return new SensitiveValue(value.getBytes(StandardCharsets.UTF_8), false);
	}

	/**
	 * Guard bytes that need not be text.
	 * @param value the bytes, of which a copy is kept
	 * @return the guarded bytes
	 */
	public static SensitiveValue of(byte[] value) {
		return new SensitiveValue(value.clone(), true);
	}

	/**
	 * Return whether the value was given as bytes that need not be text.
	 * @return {@code false} if the value was given as text
	 */
	public boolean isBinary() {
		return this.binary;
	}

	/**
	 * Return whether there is nothing to guard.
	 * @return whether the value is empty
	 */
	public boolean isEmpty() {
		return this.content.length == 0;
	}

	/**
	 * Return how long the value is.
	 * @return the number of bytes, text written as UTF-8
	 */
	public int size() {
		return this.content.length;
	}

	/**
	 * Hand out the guarded value as text, bytes read as UTF-8. Every caller is a place to
	 * review.
	 * @return the value
	 */
	public String reveal() {
		return new String(this.content, StandardCharsets.UTF_8);
	}

	/**
	 * Hand out the guarded value as bytes, text written as UTF-8. Every caller is a place
	 * to review.
	 * @return a copy of the value
	 */
	public byte[] revealBytes() {
		return this.content.clone();
	}

	@Override
	public boolean equals(Object obj) {
		return obj instanceof SensitiveValue other && this.binary == other.binary
				&& MessageDigest.isEqual(this.content, other.content);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.content);
	}

	@Override
	public String toString() {
		return "[redacted]";
	}

}
