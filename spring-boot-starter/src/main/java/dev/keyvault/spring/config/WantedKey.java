package dev.keyvault.spring.config;

/**
 * A key as the declaration of a target names it: {@code [optional:]key}.
 *
 * @param name the name of the key
 * @param optional whether it may be without a value
 */
record WantedKey(String name, boolean optional) {

	private static final String OPTIONAL = "optional:";

	static WantedKey parse(String text) {
		return text.startsWith(OPTIONAL) ? new WantedKey(text.substring(OPTIONAL.length()), true)
				: new WantedKey(text, false);
	}

}
