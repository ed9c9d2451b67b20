package dev.keyvault.test;

import java.util.Locale;

/**
 * What a caller may want to do with objects.
 */
public enum Operation {

	/**
	 * Read one object.
	 */
	GET,

	/**
	 * List objects or their versions.
	 */
	LIST,

	/**
	 * Write an object.
	 */
	SET;

	static Operation of(VaultRequest request) {
		if (request.method().equals("PUT")) {
			return SET;
		}
		return (request.segments().size() == 1 || request.segment(2).equals("versions")) ? LIST : GET;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
