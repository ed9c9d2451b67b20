package dev.keyvault.object;

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

/**
 * Certificates in the order in which they are kept, and the private key beside them.
 *
 * @param certificates the certificates
 * @param key the private key, or {@code null} if it is not there
 */
public record CertificateContent(List<X509CertificateHolder> certificates, @Nullable PrivateKeyInfo key) {

	private static final Set<ASN1ObjectIdentifier> ALGORITHMS = Set.of(PKCSObjectIdentifiers.rsaEncryption,
			X9ObjectIdentifiers.id_ecPublicKey);

	public CertificateContent {
		certificates = List.copyOf(certificates);
	}

	/**
	 * Return the certificates as one chain.
	 * @return the chain
	 * @throws GeneralSecurityException if one of them is no X.509 certificate
	 * @throws IOException if one of them cannot be encoded
	 */
	public CertificateChain chain() throws GeneralSecurityException, IOException {
		List<X509Certificate> converted = new ArrayList<>();
		for (X509CertificateHolder certificate : this.certificates) {
			converted.add(certificate(certificate.getEncoded()));
		}
		return CertificateChain.of(converted);
	}

	/**
	 * Read one certificate.
	 * @param der its encoding
	 * @return the certificate
	 * @throws CertificateException if it is no X.509 certificate
	 */
	public static X509Certificate certificate(byte[] der) throws CertificateException {
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(der));
	}

	/**
	 * Return whether the private key, if there is one, is of an algorithm that this
	 * library reads.
	 * @return {@code false} for all but RSA and EC
	 */
	public boolean isKeySupported() {
		return this.key == null || ALGORITHMS.contains(this.key.getPrivateKeyAlgorithm().getAlgorithm());
	}

	/**
	 * Return the private key as PKCS#8 PEM.
	 * @return the key, or {@code null} if it is not there
	 * @throws IOException if it cannot be encoded
	 */
	public @Nullable SensitiveValue privateKey() throws IOException {
		if (this.key == null) {
			return null;
		}
		return SensitiveValue.of(Pem.encode("PRIVATE KEY", this.key.getEncoded()));
	}

}
