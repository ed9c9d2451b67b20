package dev.keyvault.source;

import dev.keyvault.Internal;

/**
 * The permissions that reading takes, under the names Azure gives to them.
 */
@Internal
public enum Permission {

	/**
	 * Read the value of a secret.
	 */
	GET_SECRET("secrets/get", "Key Vault Secrets User"),

	/**
	 * List the secrets of a vault, or the versions of one.
	 */
	LIST_SECRETS("secrets/list", "Key Vault Secrets User"),

	/**
	 * Read a public key.
	 */
	GET_KEY("keys/get", "Key Vault Crypto User"),

	/**
	 * List the versions of a key.
	 */
	LIST_KEYS("keys/list", "Key Vault Crypto User"),

	/**
	 * Read the public part of a certificate.
	 */
	GET_CERTIFICATE("certificates/get", "Key Vault Certificate User"),

	/**
	 * List the versions of a certificate.
	 */
	LIST_CERTIFICATES("certificates/list", "Key Vault Certificate User"),

	/**
	 * Read a certificate with its chain and private key, which the vault keeps as a
	 * secret.
	 */
	GET_CERTIFICATE_SECRET("secrets/get", "Key Vault Certificate User");

	private final String operation;

	private final String role;

	Permission(String operation, String role) {
		this.operation = operation;
		this.role = role;
	}

	/**
	 * Return the name of the permission in an access policy.
	 * @return such as {@code secrets/get}
	 */
	public String operation() {
		return this.operation;
	}

	/**
	 * Return what the permission is about.
	 * @return {@code secrets}, {@code keys} or {@code certificates}
	 */
	public String collection() {
		return this.operation.substring(0, this.operation.indexOf('/'));
	}

	/**
	 * Return the least built-in role that holds the permission.
	 * @return such as {@code Key Vault Secrets User}
	 */
	public String role() {
		return this.role;
	}

}
