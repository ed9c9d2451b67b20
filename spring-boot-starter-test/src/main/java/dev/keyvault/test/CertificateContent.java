package dev.keyvault.test;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * The content of a certificate: the certificate itself and the policy it was made by.
 *
 * @param certificate the certificate
 */
record CertificateContent(EmbeddedCertificate certificate) implements Content {

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
			.with("cer", Base64.getEncoder().encodeToString(Pem.encoded(this.certificate.leaf())))
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
			byte[] digest = MessageDigest.getInstance("SHA-1").digest(Pem.encoded(this.certificate.leaf()));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("SHA-1 is not available", ex);
		}
	}

}
