package dev.keyvault.mapping;

import java.io.ByteArrayOutputStream;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.certificate.Pem;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FormPart} and {@link TlsPart}: the bytes that the Secrets Store CSI
 * Driver writes. The numbers are those of its acceptance cases.
 */
@Tag("jdk")
class FormPartTests {

	private static final String PEM = "application/x-pem-file";

	private static final String PKCS12 = "application/x-pkcs12";

	private static final String SECRET = "secret 'app' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net)";

	private final IssuedCertificate leaf = TestCertificates.leaf(KeyAlgorithm.EC);

	@ParameterizedTest
	@DisplayName("case 20: an ordinary secret is decoded and else left alone")
	@CsvSource({ "app#pem, s3cret-plain, s3cret-plain", "app#pfx, s3cret-plain, s3cret-plain",
			"app#pem:base64, QmFzZTY0RW5jb2RlZFN0cmluZw==, Base64EncodedString",
			"app#pfx:base64, QmFzZTY0RW5jb2RlZFN0cmluZw==, Base64EncodedString",
			"app#pem:hex, 486578456E636F646564537472696E67, HexEncodedString" })
	void extractWhenSecretIsOrdinaryDecodesIt(String reference, String value, String expected) {
		assertThat(extract(reference, TestObjects.secret("app", value))).isEqualTo(expected);
	}

	@Test
	void extractWhenEncodingIsAnotherTellsSo() {
		assertFails("app#pem:base64", TestObjects.secret("app", "s3cret!"),
				"The %s is not encoded in Base64.".formatted(SECRET),
				"Correct the value, or take the part off the reference.");
	}

	@ParameterizedTest
	@DisplayName("case 21: a certificate kept as PEM stays as it is, certificate first")
	@ValueSource(strings = { "app#pem", "app#pfx" })
	void extractWhenPemIsInOrderLeavesIt(String reference) throws Exception {
		String text = pem(this.leaf.chain()) + "\n" + key(this.leaf) + "\n";
		assertThat(extract(reference, kept(PEM, text))).isEqualTo(text);
	}

	@ParameterizedTest
	@DisplayName("case 26, D7: each order of a chain becomes leaf, intermediate, root, PEM or PKCS#12")
	@CsvSource({ "0, 1, 2", "0, 2, 1", "1, 0, 2", "1, 2, 0", "2, 0, 1", "2, 1, 0" })
	void extractPutsChainInOrder(int first, int second, int third) throws Exception {
		List<X509Certificate> chain = this.leaf.chain().subList(0, 3);
		List<X509Certificate> given = List.of(chain.get(first), chain.get(second), chain.get(third));
		assertThat(extract("app#pem", kept(PEM, key(this.leaf) + pem(given)))).isEqualTo(key(this.leaf) + pem(chain));
	}

	@Test
	@DisplayName("case 27: a chain with a link missing keeps its order")
	void extractWhenLinkIsMissingLeavesOrder() throws Exception {
		List<X509Certificate> given = new ArrayList<>(
				List.of(this.leaf.chain().get(0), this.leaf.chain().get(this.leaf.chain().size() - 1)));
		Collections.reverse(given);
		assertThat(extract("app#pem", kept(PEM, pem(given) + key(this.leaf)))).isEqualTo(pem(given) + key(this.leaf));
	}

	@ParameterizedTest
	@DisplayName("cases 22, 23: PKCS#12 becomes PKCS#8 key, leaf, intermediate, root; pfx leaves it as it is")
	@EnumSource(KeyAlgorithm.class)
	void extractWhenStoreIsKeptWritesPem(KeyAlgorithm algorithm) throws Exception {
		IssuedCertificate issued = TestCertificates.leaf(algorithm);
		String store = Base64.getEncoder().encodeToString(store(issued));
		assertThat(extract("app#pem", kept(PKCS12, store))).isEqualTo(key(issued) + pem(issued.chain()));
		assertThat(extract("app#pfx", kept(PKCS12, store))).isEqualTo(store);
		Secret secret = kept(PKCS12, store);
		assertThat(Extraction.one("app#pfx:base64", secret).revealBytes()).isEqualTo(store(secret));
	}

	@ParameterizedTest
	@DisplayName("cases 22, 24: a certificate that cannot be read is an error")
	@CsvSource(delimiter = '|', textBlock = """
			application/x-pkcs12   | s3cret-invalid | cannot be read as 'application/x-pkcs12'
			application/x-pkcs12   | ''             | cannot be read as 'application/x-pkcs12'
			text/plain             | s3cret         | is kept as something other than PKCS#12 or PEM
			''                     | s3cret         | is kept as something other than PKCS#12 or PEM
			""")
	void extractWhenCertificateCannotBeReadTellsSo(String type, String value, String what) {
		assertFails("app#pem", kept(type, value), "The certificate in the %s %s.".formatted(SECRET, what),
				"Import it again as PKCS#12 or PEM with an RSA or EC key, or make a new version of it.");
	}

	@ParameterizedTest
	@DisplayName("D8: a private key that cannot be read is an error")
	@CsvSource(delimiter = '|', textBlock = """
			ENCRYPTED PRIVATE KEY | MAUGAyoDBA==  | cannot be read as 'application/x-pem-file'
			PRIVATE KEY           | czNjcmV0      | cannot be read as 'application/x-pem-file'
			""")
	void extractWhenPrivateKeyCannotBeReadTellsSo(String label, String body, String what) throws Exception {
		String key = "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
		assertFails("app#pem", kept(PEM, pem(this.leaf.chain()) + key),
				"The certificate in the %s %s.".formatted(SECRET, what),
				"Import it again as PKCS#12 or PEM with an RSA or EC key, or make a new version of it.");
	}

	@ParameterizedTest
	@DisplayName("cases 28, 31, 43, 44: tls.crt and tls.key, from PEM, PKCS#12 and an ordinary secret with either")
	@EnumSource(KeyAlgorithm.class)
	void extractOfTlsEntriesSplitsCertificateAndKey(KeyAlgorithm algorithm) throws Exception {
		IssuedCertificate issued = TestCertificates.leaf(algorithm);
		byte[] store = store(issued);
		String label = (algorithm == KeyAlgorithm.RSA) ? "RSA PRIVATE KEY" : "EC PRIVATE KEY";
		String text = key(issued) + pem(issued.chain());
		for (Secret secret : List.of(kept(PEM, text), TestObjects.secret("app", text),
				kept(PKCS12, Base64.getEncoder().encodeToString(store)),
				TestObjects.secret("app", Base64.getEncoder().encodeToString(store)))) {
			assertThat(extract("app#tls.crt", secret)).isEqualTo(pem(issued.chain()));
			assertThat(extract("app#ca.crt", secret))
				.isEqualTo(pem(issued.chain().subList(issued.chain().size() - 1, issued.chain().size())));
			assertThat(extract("app#tls.key", secret)).startsWith("-----BEGIN " + label + "-----\n");
		}
		Secret encoded = TestObjects.secret("app", Base64.getEncoder().encodeToString(text.getBytes()));
		assertThat(extract("app#tls.crt:base64", encoded)).isEqualTo(pem(issued.chain()));
		String traditional = extract("app#tls.key", kept(PEM, text));
		assertThat(extract("app#tls.key", TestObjects.secret("app", traditional))).isEqualTo(traditional);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			app#tls.crt | s3cret-plain | holds no certificate for 'tls.crt'
			app#tls.key | s3cret-plain | holds no private key for 'tls.key'
			app#ca.crt  | s3cret-plain | holds no complete chain for 'ca.crt'
			app#tls.key | MIIs3cretAAA | cannot be read as PKCS#12 without a password or as PEM
			""")
	void extractOfTlsEntriesWhenThereIsNoneTellsSo(String reference, String value, String what) {
		assertFails(reference, TestObjects.secret("app", value), "The %s %s.".formatted(SECRET, what),
				"Store certificate and private key as PKCS#12 without a password or as PEM, or refer to another object.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "secret/app#pem", "secret/app#pfx", "secret/app#pem:hex", "secret/app#pfx:base64",
			"secret/app#tls.crt", "secret/app#tls.key:base64", "secret/app#ca.crt",
			"optional:secret/app@newest:3[2]#pem", "secret/app@newest:5",
			"secret/app@0123456789abcdef0123456789abcdef:2", "secret/app@0123456789abcdef0123456789abcdef:2[1]" })
	void partIsWrittenAsItIsParsed(String reference) {
		assertThat(ObjectReference.parse(reference)).hasToString(reference);
	}

	private static void assertFails(String reference, Secret secret, String reason, String action) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> extract(reference, secret))
			.withMessage(reason + " " + action)
			.withNoCause();
	}

	private static String extract(String reference, Secret secret) {
		return Extraction.one(reference, secret).reveal();
	}

	private static Secret kept(String type, String value) {
		return new Secret(TestObjects.secretId("app").at(TestObjects.version(1)), ObjectAttributes.NONE,
				SensitiveValue.of(value), type);
	}

	private static String pem(List<X509Certificate> chain) throws Exception {
		return Pem.encode(chain);
	}

	private static String key(IssuedCertificate issued) {
		return Pem.encode("PRIVATE KEY", issued.privateKey().getEncoded());
	}

	private static byte[] store(IssuedCertificate issued) throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, new char[0]);
		store.setKeyEntry("1", issued.privateKey(), new char[0], issued.chain().toArray(X509Certificate[]::new));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		store.store(out, new char[0]);
		return out.toByteArray();
	}

	private static byte[] store(Secret secret) {
		return Base64.getDecoder().decode(secret.value().reveal());
	}

}
