package dev.keyvault.azure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.CertificateFormat;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CertificateParser}.
 */
@Tag("jdk")
class CertificateParserTests {

	private static final String PEM = "application/x-pem-file";

	private static final String PFX = "application/x-pkcs12";

	private static final Vault VAULT = new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));

	/**
	 * What {@code openssl pkcs12 -export -legacy} makes with a blank password, to which
	 * it adds zeros.
	 */
	static final String LEGACY_STORE = """
			MIIDcgIBAzCCAzgGCSqGSIb3DQEHAaCCAykEggMlMIIDITCCAhcGCSqGSIb3DQEHBqCCAggwggIEAgEAMIIB/QYJKoZIhvcNAQcB
			MBwGCiqGSIb3DQEMAQYwDgQIiY5Zv068eI8CAggAgIIB0B2LE8uMr8frtOQ0RvcwZunBC3+Akm9IVqQRqWcvqBaEDpwBByKv38WT
			AvnfgM4yP0rKJv0hpiEtul7nHQFWDYIwAhVNAp0Qxk+jZN8VhyB93sl96C6G8sXdFQmiUrnRShQJOms0rhgmr5JD/NBYxRgUh7Cl
			Uc8FDVp6gTyuWmWTkfJpMorzjzfU41MZKHOGUe9JARN++/FTExQbsOzAKGKsCGgQ52U+ReAIYv8cxXOSWai3rw3pDunQPCbfuMId
			wTqlFnwygV0bPWEnLBCvQBtuP2Mot7CJd9niNJVzY6UYUGP7tlmec9eq2dJQqXIG/MTY3kljafXD3tV1/KfrE/tVchNs7GwSSzw2
			wr/b8onexokbzMVQjf8EcozpnsfbPlQwPe+Z2RuQJ0IOS9g10IuZnrLGkQ7TTLH9pXy6AABRHNZcvjszWYKmWB2gsW4kSzcSiCvQ
			79GLUoQL/aD/8RLgD2DjiUHC3ZgSwkd/db4DkOYckdtBWhYx5GUzbZxvsVtdJH6bV276Q3jJz0yA+NotSKM5jaAi/UO48fBMrdWL
			qL5Kevst9ybGxzOajzZnhe75hjNncM9MPjmjnX2iR6/xzpXP+9W1JaqnpN5dtVNOMIIBAgYJKoZIhvcNAQcBoIH0BIHxMIHuMIHr
			BgsqhkiG9w0BDAoBAqCBtDCBsTAcBgoqhkiG9w0BDAEDMA4ECKgr0uRaulhkAgIIAASBkAGkEPcf8ep7XnXNaie91NnYx9ULC2rw
			o3ohDfTr0DLY1VbAJvd++cSM4NsRRfBmd3AzQ3XmhCPc7oIbkR8rzbLV5P7OVrKazdaisCWYnCNgtQoyauCjOI3KCG2g2kBwdRc0
			8ZGYYcc0SDj8bb5Dp+N6RsJDQzwiGJQjzTBe0LlVJvFq++pkQjV3uEk2wil1szElMCMGCSqGSIb3DQEJFTEWBBQkxf2xlkX6poE8
			iksBtzbPk8cSCTAxMCEwCQYFKw4DAhoFAAQUTwWCxljqNMZnaCfNmdsgTo6qhIwECLE1Y98930YfAgIIAA==
			""";

	@AutoClose
	private static final EmbeddedKeyVault embedded = EmbeddedKeyVault.start();

	private final CertificateParser parser = new CertificateParser(AzureFixture.certificate(VAULT, "web"),
			ObjectAttributes.NONE);

	static Stream<Arguments> certificates() {
		List<Arguments> table = new ArrayList<>();
		for (CertificateFormat format : CertificateFormat.values()) {
			for (IssuedCertificate issued : List.of(Certificates.RSA_LEAF, Certificates.EC_LEAF)) {
				for (PrivateKey key : Stream.of(issued.privateKey(), null).toList()) {
					table.add(Arguments.of(format, issued.chain(), key, true));
					table.add(Arguments.of(format, reversed(issued.chain()), key, true));
					table.add(Arguments.of(format, issued.chain().subList(0, 1), key, true));
					table.add(Arguments.of(format, List.of(issued.chain().get(0), issued.chain().get(2)), key, false));
				}
			}
		}
		return table.stream();
	}

	private static List<X509Certificate> reversed(List<X509Certificate> chain) {
		List<X509Certificate> reversed = new ArrayList<>(chain);
		Collections.reverse(reversed);
		return reversed;
	}

	@ParameterizedTest
	@MethodSource("certificates")
	void readGivesWholeChainAndKey(CertificateFormat format, List<X509Certificate> chain, @Nullable PrivateKey key,
			boolean ordered) {
		try (AzureFixture fixture = new AzureFixture()) {
			embedded.put(EmbeddedCertificate.of("web", chain).privateKey(key).format(format));
			ObjectSource source = fixture.open(AzureFixture.withToken(embedded));
			ObjectId id = AzureFixture.certificate(AzureFixture.vault(embedded), "web");
			VaultObject.Certificate read = (VaultObject.Certificate) fixture.read(source, id);
			assertThat(read.chain().certificates()).containsExactlyInAnyOrderElementsOf(chain);
			assertThat(read.chain().ordered()).isEqualTo(ordered);
			assertThat(read.chain().leaf().getSubjectX500Principal().getName()).endsWith(" leaf");
			assertKey(read, key);
			VaultObject.Certificate leaf = (VaultObject.Certificate) fixture.readPublic(source, id);
			assertThat(leaf.chain().certificates()).containsExactly(read.chain().leaf());
			assertThat(leaf.privateKey()).isNull();
			assertThat(leaf.id()).isEqualTo(read.id());
		}
	}

	@Test
	void parseWhenPemHasPkcs1KeyGivesPkcs8() throws IOException {
		PrivateKey key = Certificates.RSA_LEAF.privateKey();
		assertKey(parsePem(CertificateTexts.pem("RSA PRIVATE KEY", inner(key))
				+ CertificateTexts.pem(Certificates.RSA_LEAF.certificate())), key);
	}

	@Test
	void parseWhenPemHasSec1KeyGivesPkcs8() throws IOException, GeneralSecurityException {
		PrivateKey key = Certificates.EC_LEAF.privateKey();
		String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
		VaultObject.Certificate read = parsePem(parameters + CertificateTexts.pem("EC PRIVATE KEY", sec1(key))
				+ CertificateTexts.pem(Certificates.EC_LEAF.certificate()));
		SensitiveValue pem = read.privateKey();
		assertThat(pem).isNotNull();
		PrivateKey parsed = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(content(pem)));
		assertThat(ecScalar(parsed)).isEqualTo(ecScalar(key));
	}

	private static BigInteger ecScalar(PrivateKey key) {
		return ((java.security.interfaces.ECPrivateKey) key).getS();
	}

	private static byte[] inner(PrivateKey key) throws IOException {
		return PrivateKeyInfo.getInstance(key.getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded();
	}

	private static byte[] sec1(PrivateKey key) throws IOException {
		PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
		ECPrivateKey inner = ECPrivateKey.getInstance(info.parsePrivateKey());
		return new ECPrivateKey(256, inner.getKey(), info.getPrivateKeyAlgorithm().getParameters()).getEncoded();
	}

	private static byte[] content(SensitiveValue pem) {
		return Base64.getMimeDecoder().decode(pem.reveal().replaceAll("-----[A-Z ]+-----", ""));
	}

	@Test
	void parseWhenStoreIsWrittenByJdkGivesKeyAndCertificates() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("web", Certificates.EC_LEAF.privateKey(), new char[0],
				Certificates.EC_LEAF.chain().toArray(Certificate[]::new));
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		store.store(written, new char[0]);
		VaultObject.Certificate read = this.parser.parse(PFX,
				SensitiveValue.of(Base64.getEncoder().encodeToString(written.toByteArray())));
		assertThat(read.chain().certificates()).isEqualTo(Certificates.EC_LEAF.chain());
		assertKey(read, Certificates.EC_LEAF.privateKey());
	}

	@Test
	void parseWhenStoreIsWrittenByOldOpensslGivesKeyAndCertificates() {
		VaultObject.Certificate read = this.parser.parse(PFX, SensitiveValue.of(LEGACY_STORE));
		assertThat(read.chain().leaf().getSubjectX500Principal()).hasToString("CN=x");
		assertThat(read.privateKey()).isNotNull();
	}

	@Test
	void parseWhenValueIsNoCertificateQuotesNothing() {
		assertMalformed(PFX, "s3cret", "cannot be read as 'application/x-pkcs12'");
		assertMalformed(PFX, "!!!", "cannot be read as 'application/x-pkcs12'");
		assertMalformed(PFX, Base64.getEncoder().encodeToString(new byte[] { 0x30, 1, 0 }),
				"cannot be read as 'application/x-pkcs12'");
		assertMalformed(PEM, "s3cret", "holds no certificate");
		assertMalformed(PEM, "-----BEGIN CERTIFICATE-----\nczNjcmV0\n-----END CERTIFICATE-----\n",
				"cannot be read as 'application/x-pem-file'");
		assertMalformed(PEM, "-----BEGIN CERTIFICATE-----\ns3cret", "cannot be read as 'application/x-pem-file'");
		assertMalformed(PEM, CertificateTexts.pem(Certificates.EC_LEAF.privateKey()), "holds no certificate");
		assertMalformed("text/s3cret", "s3cret", "is kept by the vault as something other than PKCS#12 or PEM");
	}

	@Test
	void parseWhenPemKeyIsEncryptedSaysSo() throws IOException {
		byte[] encrypted = new EncryptedPrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2),
				new byte[16])
			.getEncoded();
		String certificate = CertificateTexts.pem(Certificates.EC_LEAF.certificate());
		assertMalformed(PEM, certificate + CertificateTexts.pem("ENCRYPTED PRIVATE KEY", encrypted),
				"has a private key that is encrypted with a password");
		assertMalformed(PEM, """
				-----BEGIN RSA PRIVATE KEY-----
				Proc-Type: 4,ENCRYPTED
				DEK-Info: AES-256-CBC,00000000000000000000000000000000

				AAAA
				-----END RSA PRIVATE KEY-----
				""" + certificate, "has a private key that is encrypted with a password");
	}

	@Test
	void parseWhenCertificatesAreTooManyIsMalformed() {
		String certificate = CertificateTexts.pem(Certificates.EC_LEAF.certificate());
		assertMalformed(PEM, certificate.repeat(51), "holds more than 50 certificates");
	}

	@Test
	void parseWhenStoreNestsWithoutEndIsMalformed() {
		byte[] nested = new byte[2_000_000];
		for (int i = 0; i < nested.length; i += 2) {
			nested[i] = 0x30;
			nested[i + 1] = (byte) 0x80;
		}
		assertMalformed(PFX, Base64.getEncoder().encodeToString(nested), "cannot be read as 'application/x-pkcs12'");
	}

	@Test
	void parseWhenStoreHasPasswordIsMalformed() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("web", Certificates.EC_LEAF.certificate());
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		store.store(written, "password".toCharArray());
		assertMalformed(PFX, Base64.getEncoder().encodeToString(written.toByteArray()),
				"cannot be read as 'application/x-pkcs12'");
	}

	@Test
	void parseWhenKeyIsNeitherRsaNorEcIsMalformed() throws GeneralSecurityException {
		PrivateKey key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
		assertMalformed(PEM, CertificateTexts.pem(key) + CertificateTexts.pem(Certificates.EC_LEAF.certificate()),
				"has a private key that is neither RSA nor EC");
	}

	private void assertMalformed(String contentType, String value, String what) {
		assertThatExceptionOfType(MalformedObjectException.class)
			.isThrownBy(() -> this.parser.parse(contentType, SensitiveValue.of(value)))
			.withMessage(
					"The certificate 'web' of vault 'payments' (https://payments-kv.vault.azure.net) %s. Import it again as PKCS#12 or PEM with an RSA or EC key, or make a new version of it.",
					what)
			.withNoCause();
	}

	private VaultObject.Certificate parsePem(String pem) {
		return this.parser.parse(PEM, SensitiveValue.of(pem));
	}

	private static void assertKey(VaultObject.Certificate read, @Nullable PrivateKey key) {
		SensitiveValue expected = (key != null) ? SensitiveValue.of(CertificateTexts.pem(key)) : null;
		assertThat(read.privateKey()).isEqualTo(expected);
		if (expected != null) {
			assertThat(expected.reveal().lines()).allMatch((line) -> line.length() <= 64);
		}
	}

}
