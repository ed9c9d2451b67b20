package dev.keyvault.object;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import dev.keyvault.certificate.Pem;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

/**
 * Certificates to test with, made once.
 */
public final class TestCertificates {

	private static final Map<KeyAlgorithm, IssuedCertificate> LEAVES = new EnumMap<>(KeyAlgorithm.class);

	static {
		for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
			CertificateIssuer issuer = CertificateIssuer.of(algorithm);
			IssuedCertificate policy = issuer.intermediate("Policy CA", issuer.root("Root CA"));
			LEAVES.put(algorithm, issuer.leaf("web", issuer.intermediate("Issuing CA", policy)));
		}
	}

	private TestCertificates() {
	}

	/**
	 * Return a leaf with a chain of four.
	 * @param algorithm the keys
	 * @return the leaf
	 */
	public static IssuedCertificate leaf(KeyAlgorithm algorithm) {
		return LEAVES.get(algorithm);
	}

	/**
	 * Return the vault certificate that a leaf becomes, with its private key.
	 * @param leaf the leaf
	 * @return the certificate {@code web}
	 */
	public static Certificate certificate(IssuedCertificate leaf) {
		return certificate(leaf.chain(), SensitiveValue.of(Pem.encode("PRIVATE KEY", leaf.privateKey().getEncoded())));
	}

	public static Certificate certificate(List<X509Certificate> certificates, SensitiveValue privateKey) {
		return new Certificate(TestObjects.certificateId("web").at(TestObjects.version(1)), ObjectAttributes.NONE,
				CertificateChain.of(certificates), privateKey);
	}

	/**
	 * Let an authority sign the name and the key of another one.
	 * @param subject the authority that has its own certificate already
	 * @param issuer the authority that signs
	 * @return a second certificate of the subject
	 */
	static X509Certificate crossSign(IssuedCertificate subject, IssuedCertificate issuer) {
		X509Certificate own = subject.certificate();
		X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
				issuer.certificate().getSubjectX500Principal(), BigInteger.TEN, own.getNotBefore(), own.getNotAfter(),
				own.getSubjectX500Principal(), own.getPublicKey());
		try {
			return new JcaX509CertificateConverter().getCertificate(
					builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.privateKey())));
		}
		catch (GeneralSecurityException | OperatorCreationException ex) {
			throw new IllegalStateException("The certificate could not be signed", ex);
		}
	}

}
