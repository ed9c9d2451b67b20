package dev.keyvault.object;

import java.util.Map;

import dev.keyvault.object.VaultObject.Secret;

/**
 * Objects to test with.
 */
public final class TestObjects {

	/**
	 * The vault that objects are in when nothing else is said.
	 */
	public static final Vault VAULT = Vault.of("payments", "https://payments-kv.vault.azure.net");

	/**
	 * Another vault.
	 */
	public static final Vault OTHER_VAULT = Vault.of("audit", "https://audit-kv.vault.azure.net");

	private TestObjects() {
	}

	public static ObjectVersion version(int number) {
		return new ObjectVersion("%08x%024x".formatted(number, 0));
	}

	public static ObjectId id(ObjectKind kind, String name) {
		return new ObjectId(VAULT, kind, new ObjectName(name), null);
	}

	public static ObjectId secretId(String name) {
		return id(ObjectKind.SECRET, name);
	}

	public static ObjectId certificateId(String name) {
		return id(ObjectKind.CERTIFICATE, name);
	}

	public static Secret secret(String name, String value) {
		return secret(secretId(name).at(version(1)), value);
	}

	public static Secret secret(String name, int version, String value) {
		return secret(secretId(name).at(version(version)), value);
	}

	public static Secret secret(ObjectId id, String value) {
		return secret(id, ObjectAttributes.NONE, value);
	}

	public static Secret secret(ObjectId id, ObjectAttributes attributes, String value) {
		return new Secret(id, attributes, SensitiveValue.of(value));
	}

	public static ObjectProperties listed(ObjectId id) {
		return new ObjectProperties(id, ObjectAttributes.NONE, Map.of(), false);
	}

	public static ObjectProperties listed(String name) {
		return listed(secretId(name));
	}

}
