package dev.keyvault.azure;

import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * Certificates that are made once, since making keys takes time.
 */
public final class Certificates {

	public static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	public static final IssuedCertificate ROOT = ISSUER.root("Root");

	static final IssuedCertificate INTERMEDIATE = ISSUER.intermediate("Intermediate", ROOT);

	static final IssuedCertificate EC_LEAF = ISSUER.leaf("EC leaf", INTERMEDIATE, "localhost");

	static final IssuedCertificate RSA_LEAF = CertificateIssuer.of(KeyAlgorithm.RSA)
		.leaf("RSA leaf", INTERMEDIATE, "localhost");

	private Certificates() {
	}

	static EmbeddedCertificate embedded(String name) {
		return EmbeddedCertificate.of(name, EC_LEAF);
	}

}
