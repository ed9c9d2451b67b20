package dev.keyvault.test;

import java.util.Locale;

/**
 * The types of key that a vault knows.
 */
public enum KeyType {

	/**
	 * RSA, kept by software.
	 */
	RSA,

	/**
	 * RSA, kept by a hardware security module.
	 */
	RSA_HSM,

	/**
	 * Elliptic curve, kept by software.
	 */
	EC,

	/**
	 * Elliptic curve, kept by a hardware security module.
	 */
	EC_HSM,

	/**
	 * Symmetric, kept by a hardware security module; it has no public part.
	 */
	OCT_HSM;

	static KeyType of(String algorithm) {
		return valueOf(algorithm.toUpperCase(Locale.ROOT));
	}

	String id() {
		return (this != OCT_HSM) ? name().replace('_', '-') : "oct-HSM";
	}

}
