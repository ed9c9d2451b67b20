package dev.keyvault.object;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One version of a vault object.
 *
 * @param value the 32 hexadecimal digits that the vault gave to the version, in lower
 * case
 */
public record ObjectVersion(String value) {

	private static final Pattern FORMAT = Pattern.compile("[0-9a-f]{32}");

	public ObjectVersion {
		value = value.toLowerCase(Locale.ROOT);
		if (!FORMAT.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not an object version: expected 32 hexadecimal digits".formatted(value));
		}
	}

	/**
	 * Return the beginning of the version, which is enough to tell one from another.
	 * @return the first 8 digits
	 */
	public String shortened() {
		return this.value.substring(0, 8);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
