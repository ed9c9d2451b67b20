package dev.keyvault.test;

import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * The content of a key: its public part.
 *
 * @param keyType the type of the key
 * @param publicKey the public part, if the type has one
 * @param managed true if the key belongs to a certificate, otherwise null
 */
record KeyContent(KeyType keyType, @Nullable PublicKey publicKey, @Nullable Boolean managed) implements Content {

	static KeyContent of(EmbeddedKey key) {
		return new KeyContent(key.type(), key.publicKey(), null);
	}

	static KeyContent of(EmbeddedCertificate certificate) {
		PublicKey key = certificate.leaf().getPublicKey();
		return new KeyContent(KeyType.of(key.getAlgorithm()), key, true);
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
