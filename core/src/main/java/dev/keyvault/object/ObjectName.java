package dev.keyvault.object;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.keyvault.Internal;

/**
 * The name of an object within its kind. Names that differ only in case are equal, as
 * they are to Key Vault; the name keeps the case it was written in.
 *
 * @param value 1 to 127 letters, digits or dashes
 */
@Internal
public record ObjectName(String value) {

	private static final Pattern FORMAT = Pattern.compile("[0-9A-Za-z-]{1,127}");

	public ObjectName {
		if (!FORMAT.matcher(value).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not an object name: expected 1 to 127 letters, digits or dashes".formatted(value));
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ObjectName name && this.value.equalsIgnoreCase(name.value);
	}

	@Override
	public int hashCode() {
		return this.value.toLowerCase(Locale.ROOT).hashCode();
	}

	@Override
	public String toString() {
		return this.value;
	}

}
