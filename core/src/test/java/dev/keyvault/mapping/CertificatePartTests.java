package dev.keyvault.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CertificatePart}.
 */
@Tag("jdk")
class CertificatePartTests {

	private static final String CERTIFICATE = "certificate 'web' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net)";

	private final IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.EC);

	private final VaultObject.Certificate certificate = TestCertificates.certificate(this.leaf);

	private final VaultObject.Certificate withoutKey = TestCertificates.certificate(this.leaf.chain(), null);

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void extractGivesThePrivateKeyThenTheChain(KeyAlgorithm algorithm) throws GeneralSecurityException {
		IssuedCertificate issued = TestCertificates.leaf(algorithm);
		String pem = text("certificate/web", TestCertificates.certificate(issued));
		int end = pem.indexOf("-----BEGIN CERTIFICATE-----\n");
		assertThat(privateKey(pem.substring(0, end), algorithm)).isEqualTo(issued.privateKey());
		assertThat(certificates(pem.substring(end))).isEqualTo(issued.chain());
	}

	@Test
	void extractWhenKeyMayNotLeaveGivesTheChain() throws CertificateException {
		String pem = text("certificate/web", this.withoutKey);
		assertThat(pem).doesNotContain("PRIVATE KEY").isEqualTo(text("certificate/web#chain", this.certificate));
		assertThat(certificates(pem)).isEqualTo(this.leaf.chain());
	}

	@Test
	void extractGivesTheLeaf() throws CertificateException {
		assertThat(certificates(text("certificate/web#leaf", this.certificate)))
			.isEqualTo(this.leaf.chain().subList(0, 1));
	}

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void extractGivesThePrivateKey(KeyAlgorithm algorithm) throws GeneralSecurityException {
		IssuedCertificate issued = TestCertificates.leaf(algorithm);
		String pem = text("certificate/web#private-key", TestCertificates.certificate(issued));
		assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n").endsWith("\n-----END PRIVATE KEY-----\n");
		assertThat(privateKey(pem, algorithm)).isEqualTo(issued.privateKey());
	}

	@Test
	void extractWhenOnlyPrivateKeyIsAskedForAndMayNotLeaveTellsSo() {
		assertThatExceptionOfType(MalformedObjectException.class)
			.isThrownBy(() -> text("certificate/web#private-key", this.withoutKey))
			.withMessage("The private key of the %s may not leave the vault. Take '#private-key' off the reference, "
					+ "or make a new version whose policy has an exportable key.", CERTIFICATE);
	}

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void extractGivesAKeyStoreWithEmptyPassword(KeyAlgorithm algorithm) throws GeneralSecurityException, IOException {
		IssuedCertificate issued = TestCertificates.leaf(algorithm);
		KeyStore store = keyStore(TestCertificates.certificate(issued));
		Key key = store.getKey("1", new char[0]);
		assertThat(store.size()).isOne();
		assertThat(key).isEqualTo(issued.privateKey());
		assertThat(store.getCertificateChain("1")).isEqualTo(issued.chain().toArray(Certificate[]::new));
	}

	@Test
	void extractWhenKeyMayNotLeaveGivesAKeyStoreOfCertificates() throws GeneralSecurityException, IOException {
		KeyStore store = keyStore(this.withoutKey);
		assertThat(store.size()).isEqualTo(4);
		for (int i = 0; i < 4; i++) {
			assertThat(store.getCertificate(String.valueOf(i + 1))).isEqualTo(this.leaf.chain().get(i));
		}
	}

	@Test
	void extractWhenChainIsIncompleteRefusesTheKeyStore() {
		List<X509Certificate> incomplete = List.of(this.leaf.chain().get(3), this.leaf.chain().get(0));
		assertThatExceptionOfType(MalformedObjectException.class)
			.isThrownBy(() -> keyStore(TestCertificates.certificate(incomplete, this.certificate.privateKey())))
			.withMessage(
					"The %s cannot be written as PKCS#12: its 2 certificates do not make one chain. Import it again "
							+ "with every intermediate certificate and no other, or leave out '#pkcs12'.",
					CERTIFICATE);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			-----BEGIN PRIVATE KEY-----s3cret-hunter2-----END PRIVATE KEY-----
			-----BEGIN PRIVATE KEY-----czNjcmV0LWh1bnRlcjI=-----END PRIVATE KEY-----
			s3cret-hunter2!
			""")
	void extractWhenPrivateKeyCannotBeReadNeverShowsIt(String pem) {
		VaultObject.Certificate broken = TestCertificates.certificate(this.leaf.chain(), SensitiveValue.of(pem));
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> keyStore(broken))
			.withMessage("The %s cannot be written as PKCS#12. Check that the private key belongs to the certificate "
					+ "and that both can be read.", CERTIFICATE)
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource({ "certificate/web, FULL", "certificate/web#chain, FULL", "certificate/web#leaf, PUBLIC",
			"certificate/web#private-key, FULL", "certificate/web#pkcs12, FULL" })
	void contentIsPublicForTheLeafOnly(String reference, Content content) {
		assertThat(ObjectReference.parse(reference).part().content()).isEqualTo(content);
	}

	private static String text(String reference, VaultObject certificate) {
		SensitiveValue value = Extraction.one(reference, certificate);
		assertThat(value.isBinary()).isFalse();
		return value.reveal();
	}

	private static KeyStore keyStore(VaultObject certificate) throws GeneralSecurityException, IOException {
		SensitiveValue value = Extraction.one("certificate/web#pkcs12", certificate);
		assertThat(value.isBinary()).isTrue();
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(value.revealBytes()), new char[0]);
		return store;
	}

	private static PrivateKey privateKey(String pem, KeyAlgorithm algorithm) throws GeneralSecurityException {
		byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
		return KeyFactory.getInstance(algorithm.name()).generatePrivate(new PKCS8EncodedKeySpec(der));
	}

	private static List<? extends Certificate> certificates(String pem) throws CertificateException {
		Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
		return List.copyOf(certificates);
	}

}
