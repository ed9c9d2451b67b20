package dev.keyvault.azure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.Pem;
import dev.keyvault.object.SensitiveValue;

/**
 * The certificates of a vault certificate, in the order the vault keeps them, and its
 * private key.
 *
 * @param certificates the certificates
 * @param key the private key, or {@code null} if the vault does not let it out
 */
record CertificateContent(List<X509CertificateHolder> certificates, @Nullable PrivateKeyInfo key) {

	private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(PKCSObjectIdentifiers.rsaEncryption,
			X9ObjectIdentifiers.id_ecPublicKey);

	CertificateContent {
		certificates = List.copyOf(certificates);
	}

	CertificateChain chain() throws GeneralSecurityException, IOException {
		List<X509Certificate> converted = new ArrayList<>();
		for (X509CertificateHolder certificate : this.certificates) {
			converted.add(certificate(certificate.getEncoded()));
		}
		return CertificateChain.of(converted);
	}

	static X509Certificate certificate(byte[] der) throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(der));
	}

	boolean isKeySupported() {
		return this.key == null || ALGORITHMS.contains(this.key.getPrivateKeyAlgorithm().getAlgorithm());
	}

	@Nullable SensitiveValue privateKey() throws IOException {
		if (this.key == null) {
			return null;
		}
		return SensitiveValue.of(Pem.encode("PRIVATE KEY", this.key.getEncoded()));
	}

}
