package dev.keyvault.object;

import java.util.Locale;

/**
 * The kinds of object that a vault holds.
 */
public enum ObjectKind {

	/**
	 * An opaque value.
	 */
	SECRET("secrets"),

	/**
	 * The public half of an asymmetric key.
	 */
	KEY("keys"),

	/**
	 * A certificate chain, with its private key where the policy lets it out.
	 */
	CERTIFICATE("certificates");

	private final String path;

	ObjectKind(String path) {
		this.path = path;
	}

	/**
	 * Return the path segment that stands for this kind in an object identifier.
	 * @return {@code secrets}, {@code keys} or {@code certificates}
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return the word for one object of this kind, as written in references and messages.
	 * @return {@code secret}, {@code key} or {@code certificate}
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
