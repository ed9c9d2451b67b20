package dev.keyvault.object;

import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * An object read from a vault at one version.
 */
public sealed interface VaultObject {

	/**
	 * Return the identifier that the vault reported, with its version.
	 * @return the identifier
	 */
	ObjectId id();

	/**
	 * Return what the vault records about this version.
	 * @return the attributes
	 */
	ObjectAttributes attributes();

	/**
	 * An object of which nothing is known but the value of one key.
	 *
	 * @param id the identifier
	 */
	record RecoveredObject(ObjectId id) implements VaultObject {

		@Override
		public ObjectAttributes attributes() {
			return ObjectAttributes.NONE;
		}

	}

	/**
	 * An opaque value.
	 *
	 * @param id the identifier
	 * @param attributes the attributes
	 * @param value the value
	 * @param certificateType the content type if the vault keeps a certificate in this
	 * secret, empty if it does not tell it; {@code null} if it keeps none in it
	 */
	record Secret(ObjectId id, ObjectAttributes attributes, SensitiveValue value,
			@Nullable String certificateType) implements VaultObject {

		/**
		 * Create a secret in which no certificate is kept.
		 * @param id the identifier
		 * @param attributes the attributes
		 * @param value the value
		 */
		public Secret(ObjectId id, ObjectAttributes attributes, SensitiveValue value) {
			this(id, attributes, value, null);
		}

	}

	/**
	 * The public half of an asymmetric key.
	 *
	 * @param id the identifier
	 * @param attributes the attributes
	 * @param publicKey the public key
	 */
	record Key(ObjectId id, ObjectAttributes attributes, PublicKey publicKey) implements VaultObject {

	}

	/**
	 * A certificate with its chain.
	 *
	 * @param id the identifier
	 * @param attributes the attributes
	 * @param chain the certificates; the leaf alone if only public content was asked for
	 * @param privateKey the private key as PKCS#8 PEM, or {@code null} if the vault does
	 * not let it out
	 */
	record Certificate(ObjectId id, ObjectAttributes attributes, CertificateChain chain,
			@Nullable SensitiveValue privateKey) implements VaultObject {

	}

}
