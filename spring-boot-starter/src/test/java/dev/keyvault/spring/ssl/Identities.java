package dev.keyvault.spring.ssl;

import java.security.GeneralSecurityException;
import java.util.Set;

import dev.keyvault.certificate.Pem;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * Identities to test with.
 */
final class Identities {

	static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.EC);

	static final IssuedCertificate PRIVATE_ROOT = ISSUER.root("Private Root");

	/**
	 * Stands for the authorities that the JDK knows.
	 */
	static final IssuedCertificate PUBLIC_ROOT = ISSUER.root("Public Root");

	private Identities() {
	}

	static IssuedCertificate leaf(String name, IssuedCertificate issuer) {
		return ISSUER.leaf(name, issuer, "localhost");
	}

	static TlsIdentity identity(int version) {
		return identity(version, leaf("version " + version, PRIVATE_ROOT));
	}

	static TlsIdentity identity(int version, IssuedCertificate issued) {
		Vault vault = Vault.of("payments", "https://payments-kv.vault.azure.net");
		ObjectId id = new ObjectId(vault, ObjectKind.CERTIFICATE, new ObjectName("web"),
				new ObjectVersion("%032x".formatted(version)));
		SensitiveValue key = SensitiveValue.of(Pem.encode("PRIVATE KEY", issued.privateKey().getEncoded()));
		try {
			return TlsIdentity.of(new Certificate(id, ObjectAttributes.NONE, CertificateChain.of(issued.chain()), key),
					new TrustAnchors(Set.of(PUBLIC_ROOT.certificate())));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
