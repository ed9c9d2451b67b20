package dev.keyvault.test;

/**
 * The content of the secret that belongs to a certificate.
 *
 * @param certificate the certificate
 * @param format the form of the value
 * @param value the certificate in that form
 */
record ManagedSecretContent(EmbeddedCertificate certificate, CertificateFormat format,
		String value) implements Content {

	static ManagedSecretContent of(EmbeddedCertificate certificate, CertificateFormat format) {
		String value = switch (format) {
			case PKCS12 -> Pkcs12.of(certificate);
			case PEM -> Pem.of(certificate);
		};
		return new ManagedSecretContent(certificate, format, value);
	}

	ManagedSecretContent in(CertificateFormat other) {
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
