package dev.keyvault.test;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * What one version of an object holds, and how the REST protocol shows it.
 */
sealed interface Content {

	/**
	 * Returns the kind of object this is the content of.
	 * @return the kind
	 */
	ObjectType type();

	/**
	 * Returns the members of a list item, which tell no value.
	 * @param id the identifier to show, with or without version
	 * @return the members
	 */
	JsonObject item(String id);

	/**
	 * Returns the members of the whole version.
	 * @param address where the version lives
	 * @return the members
	 */
	JsonObject bundle(ObjectAddress address);

	/**
	 * The content of a secret that somebody wrote.
	 *
	 * @param value the value
	 * @param contentType the content type, if it has one
	 */
	record Secret(String value, @Nullable String contentType) implements Content {

		@Override
		public ObjectType type() {
			return ObjectType.SECRET;
		}

		@Override
		public JsonObject item(String id) {
			return new JsonObject().with("contentType", this.contentType).with("id", id);
		}

		@Override
		public JsonObject bundle(ObjectAddress address) {
			return new JsonObject().with("value", this.value).with(item(address.id()));
		}

	}

	/**
	 * The content of the secret that belongs to a certificate.
	 *
	 * @param certificate the certificate
	 * @param format the form of the value
	 * @param value the certificate in that form
	 */
	record ManagedSecret(EmbeddedCertificate certificate, CertificateFormat format, String value) implements Content {

		static ManagedSecret of(EmbeddedCertificate certificate, CertificateFormat format) {
			String value = switch (format) {
				case PKCS12 -> Pkcs12.of(certificate);
				case PEM -> PemText.of(certificate);
			};
			return new ManagedSecret(certificate, format, value);
		}

		ManagedSecret in(CertificateFormat other) {
			return (other != this.format) ? of(this.certificate, other) : this;
		}

		@Override
		public ObjectType type() {
			return ObjectType.SECRET;
		}

		@Override
		public JsonObject item(String id) {
			return new JsonObject().with("contentType", this.format.contentType()).with("id", id).with("managed", true);
		}

		@Override
		public JsonObject bundle(ObjectAddress address) {
			return new JsonObject().with("value", this.value)
				.with(item(address.id()))
				.with("kid", address.as(ObjectType.KEY).id());
		}

	}

	/**
	 * The content of a key: its public part.
	 *
	 * @param keyType the type of the key
	 * @param publicKey the public part, if the type has one
	 * @param managed true if the key belongs to a certificate, otherwise null
	 */
	record Key(KeyType keyType, @Nullable PublicKey publicKey, @Nullable Boolean managed) implements Content {

		static Key of(EmbeddedKey key) {
			return new Key(key.type(), key.publicKey(), null);
		}

		static Key of(EmbeddedCertificate certificate) {
			PublicKey key = certificate.leaf().getPublicKey();
			return new Key(KeyType.of(key.getAlgorithm()), key, true);
		}

		@Override
		public ObjectType type() {
			return ObjectType.KEY;
		}

		@Override
		public JsonObject item(String id) {
			return new JsonObject().with("kid", id).with("managed", this.managed);
		}

		@Override
		public JsonObject bundle(ObjectAddress address) {
			JsonObject key = new JsonObject().with("kid", address.id()).with("kty", this.keyType.id());
			return new JsonObject().with("key", key.with(JsonWebKey.of(this.publicKey))).with("managed", this.managed);
		}

	}

	/**
	 * The content of a certificate: the certificate itself and the policy it was made by.
	 *
	 * @param certificate the certificate
	 */
	record Certificate(EmbeddedCertificate certificate) implements Content {

		@Override
		public ObjectType type() {
			return ObjectType.CERTIFICATE;
		}

		@Override
		public JsonObject item(String id) {
			return new JsonObject().with("id", id).with("x5t", thumbprint()).with("subject", subject());
		}

		@Override
		public JsonObject bundle(ObjectAddress address) {
			return new JsonObject().with("id", address.id())
				.with("kid", address.as(ObjectType.KEY).id())
				.with("sid", address.as(ObjectType.SECRET).id())
				.with("x5t", thumbprint())
				.with("cer", Base64.getEncoder().encodeToString(PemText.encoded(this.certificate.leaf())))
				.with("contentType", this.certificate.format().contentType())
				.with("policy", policy(address));
		}

		private JsonObject policy(ObjectAddress address) {
			return new JsonObject().with("id", address.versionlessId() + "/policy")
				.with("key_props", keyProperties())
				.with("secret_props", new JsonObject().with("contentType", this.certificate.format().contentType()))
				.with("x509_props", new JsonObject().with("subject", subject()))
				.with("issuer", new JsonObject().with("name", "Unknown"));
		}

		private JsonObject keyProperties() {
			X509Certificate leaf = this.certificate.leaf();
			return new JsonObject().with("exportable", this.certificate.privateKey() != null)
				.with("kty", KeyType.of(leaf.getPublicKey().getAlgorithm()).id())
				.with("reuse_key", false);
		}

		private String subject() {
			return this.certificate.leaf().getSubjectX500Principal().getName();
		}

		private String thumbprint() {
			try {
				byte[] digest = MessageDigest.getInstance("SHA-1").digest(PemText.encoded(this.certificate.leaf()));
				return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException("SHA-1 is not available", ex);
			}
		}

	}

}
