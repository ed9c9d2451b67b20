package dev.keyvault.kubernetes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.certificate.Pem;
import dev.keyvault.kubernetes.KubernetesException.InvalidSecretException;
import dev.keyvault.kubernetes.SecretDeclaration.SecretMetadata;
import dev.keyvault.kubernetes.SecretManifest.SecretEntry;
import dev.keyvault.kubernetes.TlsEntries.PrivateKeyFormat;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TlsEntries} and {@link PrivateKeyFormat}.
 */
@Tag("jdk")
class TlsEntriesTests {

	private static final SecretId ID = new SecretId("shop", "web-tls");

	private static List<SecretEntry> entries(Values values, PrivateKeyFormat format, boolean authority) {
		SecretDeclaration secret = new SecretDeclaration(ID, SecretType.TLS,
				List.of(new TlsEntries(Values.key("app.tls"), format, authority)), SecretMetadata.NONE,
				SecretPolicy.DEFAULTS);
		return secret.manifest(values.snapshot()).entries();
	}

	private static Values values(Certificate certificate) {
		return Values.none().with("app.tls", certificate);
	}

	private static String pem(List<SecretEntry> entries, String name) {
		return entries.stream().filter((entry) -> entry.name().equals(name)).findFirst().get().value().reveal();
	}

	private static String chain(IssuedCertificate leaf) {
		return leaf.chain().stream().map((certificate) -> {
			try {
				return Pem.encode("CERTIFICATE", certificate.getEncoded());
			}
			catch (CertificateEncodingException ex) {
				throw new IllegalStateException(ex);
			}
		}).reduce("", String::concat);
	}

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void entriesHoldChainFromLeafToRootAndKey(KeyAlgorithm algorithm) {
		IssuedCertificate leaf = TestCertificates.leaf(algorithm);
		List<SecretEntry> entries = entries(values(TestCertificates.certificate(leaf)), PrivateKeyFormat.PKCS8, false);
		assertThat(entries).extracting(SecretEntry::name).containsExactly("tls.crt", "tls.key");
		assertThat(pem(entries, "tls.crt")).isEqualTo(chain(leaf));
		assertThat(pem(entries, "tls.key")).isEqualTo(Pem.encode("PRIVATE KEY", leaf.privateKey().getEncoded()));
	}

	@ParameterizedTest
	@EnumSource(KeyAlgorithm.class)
	void entriesWhenTraditionalHoldSameKey(KeyAlgorithm algorithm) throws IOException {
		IssuedCertificate leaf = TestCertificates.leaf(algorithm);
		String pem = pem(entries(values(TestCertificates.certificate(leaf)), PrivateKeyFormat.TRADITIONAL, false),
				"tls.key");
		assertThat(pem).startsWith("-----BEGIN " + algorithm + " PRIVATE KEY-----\n");
		try (PEMParser parser = new PEMParser(new StringReader(pem))) {
			PrivateKeyInfo key = ((PEMKeyPair) parser.readObject()).getPrivateKeyInfo();
			assertThat(number(new JcaPEMKeyConverter().getPrivateKey(key))).isEqualTo(number(leaf.privateKey()));
		}
	}

	private static BigInteger number(PrivateKey key) {
		return (key instanceof ECPrivateKey elliptic) ? elliptic.getS() : ((RSAPrivateKey) key).getPrivateExponent();
	}

	@Test
	void entriesWhenAuthorityIsAskedForHoldRoot() {
		IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.EC);
		String authority = pem(entries(values(TestCertificates.certificate(leaf)), PrivateKeyFormat.PKCS8, true),
				"ca.crt");
		assertThat(chain(leaf)).endsWith(authority);
		assertThat(authority.lines().filter((line) -> line.contains("BEGIN"))).hasSize(1);
	}

	@Test
	void entriesWhenChainHasGapPutLeafFirst() {
		IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.EC);
		List<X509Certificate> gap = new ArrayList<>(leaf.chain());
		gap.remove(1);
		Collections.reverse(gap);
		Certificate certificate = TestCertificates.certificate(gap, TestCertificates.certificate(leaf).privateKey());
		String pem = pem(entries(values(certificate), PrivateKeyFormat.PKCS8, false), "tls.crt");
		assertThat(pem).startsWith(chain(leaf).substring(0, 200));
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> entries(values(certificate), PrivateKeyFormat.PKCS8, true))
			.withMessage(
					"Secret 'web-tls' in namespace 'shop' cannot be written: the certificates do not make one chain, so that none of them is the one for 'ca.crt'. Import the certificate again with every intermediate certificate and no other, or leave out 'ca.crt'.");
	}

	@Test
	void entriesWhenKeyMayNotLeaveVaultSaySo() {
		Certificate certificate = TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC).chain(), null);
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> entries(values(certificate), PrivateKeyFormat.PKCS8, false))
			.withMessage(
					"Secret 'web-tls' in namespace 'shop' cannot be written: the private key of the certificate 'web' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net) is not there for entry 'tls.key'. Make a new version whose policy has an exportable key, and map 'app.tls' to a part other than '#leaf'.");
	}

	@Test
	void entriesWhenKeyIsOfSecretSaySo() {
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> entries(Values.none().with("app.tls", "s3cret-of-app", 1), PrivateKeyFormat.PKCS8, false))
			.withMessage(
					"Secret 'web-tls' in namespace 'shop' cannot be written: 'tls.crt' and 'tls.key' are made of a certificate, and key 'app.tls' is mapped to 'secret/app-tls'. Map the key to 'certificate/…', or declare the two entries one by one.");
	}

	private static byte[] store(IssuedCertificate leaf, String password) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("web", leaf.privateKey(), password.toCharArray(),
				leaf.chain().toArray(X509Certificate[]::new));
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		store.store(written, password.toCharArray());
		return written.toByteArray();
	}

	private static Values secret(String reference, SensitiveValue value) {
		return Values.none().with(Values.mapping("app.tls", reference), value, 1);
	}

	@Test
	void entriesWhenSecretHoldsStoreWithoutPasswordAreThoseOfItsCertificate() throws Exception {
		IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.EC);
		byte[] store = store(leaf, "");
		String encoded = Base64.getEncoder().encodeToString(store);
		for (Values values : List.of(secret("pfx#base64", SensitiveValue.of(store)),
				secret("pfx", SensitiveValue.of(encoded)))) {
			List<SecretEntry> entries = entries(values, PrivateKeyFormat.PKCS8, false);
			assertThat(pem(entries, "tls.crt")).isEqualTo(chain(leaf));
			assertThat(pem(entries, "tls.key")).isEqualTo(Pem.encode("PRIVATE KEY", leaf.privateKey().getEncoded()));
		}
	}

	@Test
	void entriesWhenSecretHoldsPemAreThoseOfItsCertificate() {
		IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.RSA);
		String pem = Pem.encode("PRIVATE KEY", leaf.privateKey().getEncoded()) + chain(leaf);
		assertThat(pem(entries(secret("pem", SensitiveValue.of(pem)), PrivateKeyFormat.PKCS8, false), "tls.crt"))
			.isEqualTo(chain(leaf));
	}

	@Test
	void entriesWhenStoreHasPasswordSaySo() throws Exception {
		byte[] store = store(TestCertificates.leaf(KeyAlgorithm.EC), "s3cret-pa55-of-store");
		assertThatExceptionOfType(InvalidSecretException.class)
			.isThrownBy(() -> entries(secret("pfx#base64", SensitiveValue.of(store)), PrivateKeyFormat.PKCS8, false))
			.withMessage(
					"Secret 'web-tls' in namespace 'shop' cannot be written: key 'app.tls' is mapped to 'secret/pfx#base64', which cannot be read as PFX without a password or as PEM. Store it without a password and with an RSA or EC key, or import it as a certificate and map the key to 'certificate/…'.");
	}

}
