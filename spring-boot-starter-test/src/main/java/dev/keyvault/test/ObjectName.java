package dev.keyvault.test;

import java.util.regex.Pattern;

/**
 * The rule for the names of objects.
 */
final class ObjectName {

	private static final Pattern RULE = Pattern.compile("[0-9a-zA-Z-]{1,127}");

	private ObjectName() {
	}

	static String requireValid(String name) {
		if (!isValid(name)) {
			throw new IllegalArgumentException(
					"The object name '%s' must be 1 to 127 letters, digits and dashes".formatted(name));
		}
		return name;
	}

	static boolean isValid(String name) {
		return RULE.matcher(name).matches();
	}

}
