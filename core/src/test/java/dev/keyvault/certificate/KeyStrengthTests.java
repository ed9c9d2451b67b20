package dev.keyvault.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyStrength}.
 */
class KeyStrengthTests {

	@Test
	void findWeaknessesOfAShortRsaKeyTellsItsLength() throws GeneralSecurityException {
		assertThat(KeyStrength.findWeaknesses(key(rsa(1024).getPublic())))
			.containsExactly("has an RSA key of 1024 bits, fewer than 2048");
		assertThat(KeyStrength.findWeaknesses(key(rsa(2048).getPublic()))).isEmpty();
	}

	@Test
	void findWeaknessesOfAPointThatIsNotOnItsCurveTellsSo() throws GeneralSecurityException {
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
		parameters.init(new ECGenParameterSpec("secp256r1"));
		ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
		ECPoint good = curve.getGenerator();
		ECPoint bad = new ECPoint(good.getAffineX(), good.getAffineY().add(BigInteger.ONE));
		KeyFactory factory = KeyFactory.getInstance("EC");
		assertThat(KeyStrength.findWeaknesses(key(factory.generatePublic(new ECPublicKeySpec(bad, curve)))))
			.containsExactly("has an EC key whose point is not on its curve");
		assertThat(KeyStrength.findWeaknesses(key(factory.generatePublic(new ECPublicKeySpec(good, curve))))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "SHA1withRSA,is signed with SHA1withRSA, which can be forged", "SHA256withRSA,''" })
	void findWeaknessesOfASignatureTellsItButNotOfRoots(String algorithm, String start)
			throws GeneralSecurityException, OperatorCreationException, IOException {
		KeyPair pair = rsa(2048);
		X509Certificate leaf = issue("CN=leaf", "CN=root", pair, algorithm);
		X509Certificate root = issue("CN=root", "CN=root", pair, algorithm);
		List<String> weaknesses = KeyStrength.findWeaknesses(certificate(leaf, root));
		assertThat(weaknesses).hasSize(start.isEmpty() ? 0 : 1).allMatch((weakness) -> weakness.startsWith(start));
	}

	private static VaultObject key(PublicKey key) {
		return new VaultObject.Key(TestObjects.secretId("key"), ObjectAttributes.NONE, key);
	}

	private static VaultObject certificate(X509Certificate... certificates) {
		return new VaultObject.Certificate(TestObjects.secretId("web"), ObjectAttributes.NONE,
				CertificateChain.of(List.of(certificates)), null);
	}

	private static KeyPair rsa(int bits) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		return generator.generateKeyPair();
	}

	private static X509Certificate issue(String subject, String issuer, KeyPair pair, String algorithm)
			throws GeneralSecurityException, OperatorCreationException, IOException {
		Date start = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
		Date end = Date.from(Instant.parse("2027-01-01T00:00:00Z"));
		return CertificateContent.certificate(
				new JcaX509v3CertificateBuilder(new X500Name(issuer), BigInteger.ONE, start, end, new X500Name(subject),
						pair.getPublic())
					.build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate()))
					.getEncoded());
	}

}
