package dev.keyvault.spring.config.binding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.keyvault.Internal;

/**
 * What is left of a name in an environment variable.
 */
@Internal
public final class UniformName {

	private UniformName() {
	}

	/**
	 * Return the letters and digits of a name.
	 * @param name the name, such as {@code my-vault}
	 * @return the letters, in lower case, and the digits, such as {@code myvault}
	 */
	public static String of(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
	}

	/**
	 * Drop what binding makes up: a variable such as
	 * {@code KEYVAULT_VAULTS_MYVAULT_ENDPOINT} reaches {@code my-vault}, and also becomes
	 * a vault {@code myvault} with the same properties.
	 * @param <T> the type of the values
	 * @param named the values by name
	 * @return the values, without those that are the same under the uniform name of
	 * another
	 */
	public static <T> Map<String, T> withoutTwins(Map<String, T> named) {
		Map<String, T> distinct = new LinkedHashMap<>(named);
		named.forEach((name, value) -> {
			if (!of(name).equals(name) && Objects.equals(named.get(of(name)), value)) {
				distinct.remove(of(name));
			}
		});
		return Collections.unmodifiableMap(distinct);
	}

}
