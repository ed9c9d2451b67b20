package dev.keyvault.kubernetes;

import java.util.List;
import java.util.regex.Pattern;

import dev.keyvault.object.SensitiveValue;

/**
 * One entry of a Secret.
 *
 * @param name the name, exactly as users write it: up to 253 letters, digits, dashes,
 * underscores or dots, not starting with two dots
 * @param value the content
 * @param origins what the content is made of
 */
public record SecretEntry(String name, SensitiveValue value, List<EntryOrigin> origins) {

	private static final Pattern NAME = Pattern.compile("(?!\\.\\.|\\.$)[-._a-zA-Z0-9]{1,253}");

	public SecretEntry {
		requireName(name);
		origins = List.copyOf(origins);
	}

	static boolean isName(String name) {
		return NAME.matcher(name).matches();
	}

	static void requireName(String name) {
		if (!isName(name)) {
			throw new IllegalArgumentException(
					"'%s' is not the name of an entry of a Secret: expected up to 253 letters, digits, '-', '_' or '.', not '.' and nothing that starts with '..'"
						.formatted(name));
		}
	}

}
