package dev.keyvault.test;

import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * A version of a key to be put into an {@link EmbeddedKeyVault}. RSA keys and the curves
 * P-256, P-384, P-521 and P-256K are known.
 *
 * @param name the name of the key
 * @param type the type of the key
 * @param publicKey the public part, if the type has one
 * @param attributes the attributes of the version
 */
public record EmbeddedKey(String name, KeyType type, @Nullable PublicKey publicKey,
		VersionAttributes attributes) implements EmbeddedObject<EmbeddedKey> {

	public EmbeddedKey {
		ObjectAddress.requireValidName(name);
		if ((publicKey == null) != (type == KeyType.OCT_HSM)) {
			throw new IllegalArgumentException(
					"The key '%s' of type '%s' must have a public part unless it is symmetric".formatted(name,
							type.id()));
		}
	}

	/**
	 * Returns a version of a key that is kept by software.
	 * @param name the name of the key
	 * @param publicKey the public part, RSA or elliptic curve
	 * @return the version
	 */
	public static EmbeddedKey of(String name, PublicKey publicKey) {
		return new EmbeddedKey(name, KeyType.of(publicKey.getAlgorithm()), publicKey, VersionAttributes.DEFAULT);
	}

	/**
	 * Returns a version of a symmetric key, which has no public part.
	 * @param name the name of the key
	 * @return the version
	 */
	public static EmbeddedKey symmetric(String name) {
		return new EmbeddedKey(name, KeyType.OCT_HSM, null, VersionAttributes.DEFAULT);
	}

	/**
	 * Returns the same version with another type.
	 * @param type the type of the key
	 * @return the changed version
	 */
	public EmbeddedKey type(KeyType type) {
		return new EmbeddedKey(this.name, type, this.publicKey, this.attributes);
	}

	@Override
	public EmbeddedKey attributes(VersionAttributes attributes) {
		return new EmbeddedKey(this.name, this.type, this.publicKey, attributes);
	}

}
