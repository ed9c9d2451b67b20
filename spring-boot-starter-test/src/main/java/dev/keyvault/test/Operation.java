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

	static Operation of(Call call) {
		if (call.method().equals("PUT")) {
			return SET;
		}
		return (call.segments().size() == 1 || call.segment(2).equals("versions")) ? LIST : GET;
	}

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
