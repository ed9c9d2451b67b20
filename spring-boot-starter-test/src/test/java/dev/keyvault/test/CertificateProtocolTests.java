package dev.keyvault.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for certificates of an {@link EmbeddedKeyVault} as a client sees them.
 */
@Tag("jdk")
class CertificateProtocolTests {

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	private static IssuedCertificate leaf;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.start();
		client = new VaultClient(vault);
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC);
		leaf = issuer.leaf("web", issuer.intermediate("Intermediate", issuer.root("Root")), "localhost");
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void putMakesCertificateKeyAndSecretOfOneVersion() throws IOException, InterruptedException {
		String version = vault.putCertificate("three");
		VaultClient.Answer certificate = client.get("/certificates/three");
		assertThat(certificate.text("id")).isEqualTo(vault.endpoint() + "/certificates/three/" + version);
		assertThat(certificate.text("kid")).isEqualTo(vault.endpoint() + "/keys/three/" + version);
		assertThat(certificate.text("sid")).isEqualTo(vault.endpoint() + "/secrets/three/" + version);
		assertThat(client.get("/keys/three").json("key").get("kid")).isEqualTo(certificate.text("kid"));
		VaultClient.Answer secret = client.get("/secrets/three");
		assertThat(secret.text("id")).isEqualTo(certificate.text("sid"));
		assertThat(secret.text("kid")).isEqualTo(certificate.text("kid"));
		assertThat(secret.json().get("managed")).isEqualTo(true);
	}

	@Test
	void getGivesLeafWithThumbprintAndTimes() throws IOException, InterruptedException, GeneralSecurityException {
		vault.put(EmbeddedCertificate.of("leaf", leaf));
		VaultClient.Answer answer = client.get("/certificates/leaf");
		byte[] expected = leaf.certificate().getEncoded();
		assertThat(Base64.getDecoder().decode(answer.text("cer"))).isEqualTo(expected);
		assertThat(Base64.getUrlDecoder().decode(answer.text("x5t")))
			.isEqualTo(MessageDigest.getInstance("SHA-1").digest(expected));
		assertThat(answer.json("attributes").get("exp"))
			.isEqualTo((int) leaf.certificate().getNotAfter().toInstant().getEpochSecond());
	}

	@Test
	void getSecretGivesPkcs12WithBlankPasswordAndStaysTheSame()
			throws IOException, InterruptedException, GeneralSecurityException {
		vault.put(EmbeddedCertificate.of("pfx", leaf));
		VaultClient.Answer secret = client.get("/secrets/pfx");
		KeyStore store = keyStore(secret.text("value"));
		String alias = store.aliases().nextElement();
		assertThat(secret.text("contentType")).isEqualTo("application/x-pkcs12");
		assertThat(store.getKey(alias, new char[0])).isEqualTo(leaf.privateKey());
		assertThat(store.getCertificateChain(alias)).isEqualTo(leaf.chain().toArray());
		assertThat(client.get("/secrets/pfx").text("value")).isEqualTo(secret.text("value"));
	}

	@Test
	void getSecretGivesPemWithKeyAndChain() throws IOException, InterruptedException, GeneralSecurityException {
		vault.put(EmbeddedCertificate.of("pem", leaf).format(CertificateFormat.PEM));
		VaultClient.Answer secret = client.get("/secrets/pem");
		assertThat(secret.text("contentType")).isEqualTo("application/x-pem-file");
		assertThat(secret.text("value")).startsWith("-----BEGIN PRIVATE KEY-----\n");
		assertThat(certificates(secret.text("value"))).isEqualTo(leaf.chain());
	}

	@ParameterizedTest
	@EnumSource
	void getSecretKeepsOrderOfChain(CertificateFormat format)
			throws IOException, InterruptedException, GeneralSecurityException {
		List<X509Certificate> shuffled = List.of(leaf.chain().get(2), leaf.chain().get(0), leaf.chain().get(1));
		vault.put(EmbeddedCertificate.of("shuffled", shuffled).privateKey(leaf.privateKey()).format(format));
		String value = client.get("/secrets/shuffled").text("value");
		assertThat((format != CertificateFormat.PEM) ? bags(value) : certificates(value)).isEqualTo(shuffled);
		assertThat(Base64.getDecoder().decode(client.get("/certificates/shuffled").text("cer")))
			.isEqualTo(leaf.certificate().getEncoded());
	}

	@Test
	void getSecretWhenPemIsAskedForGivesPem() throws IOException, InterruptedException {
		vault.put(EmbeddedCertificate.of("asked", leaf));
		VaultClient.Answer secret = client.get("/secrets/asked?outContentType=application/x-pem-file");
		assertThat(secret.text("contentType")).isEqualTo("application/x-pem-file");
		assertThat(secret.text("value")).startsWith("-----BEGIN PRIVATE KEY-----\n");
	}

	@ParameterizedTest
	@EnumSource
	void getSecretWhenKeyIsNotExportableGivesNone(CertificateFormat format)
			throws IOException, InterruptedException, GeneralSecurityException {
		vault.put(EmbeddedCertificate.of("public", leaf.chain()).format(format));
		String value = client.get("/secrets/public").text("value");
		assertThat(value).doesNotContain("PRIVATE KEY");
		assertThat((format != CertificateFormat.PEM) ? bags(value) : certificates(value)).isEqualTo(leaf.chain());
	}

	@Test
	void listGivesThumbprintAndSubject() throws IOException, InterruptedException {
		vault.put(EmbeddedCertificate.of("a-listed", leaf));
		Map<?, ?> item = (Map<?, ?>) ((List<?>) client.get("/certificates").json().get("value")).get(0);
		assertThat(item.get("id")).isEqualTo(vault.endpoint() + "/certificates/a-listed");
		assertThat(item.get("subject")).isEqualTo("CN=web");
		assertThat(item.get("x5t")).isEqualTo(client.get("/certificates/a-listed").text("x5t"));
	}

	@Test
	void setEnabledOfCertificateHidesItsSecretOnly() throws IOException, InterruptedException {
		vault.put(EmbeddedCertificate.of("disabled", leaf));
		vault.setEnabled(ObjectType.CERTIFICATE, "disabled", false);
		assertThat(client.get("/secrets/disabled").status()).isEqualTo(403);
		assertThat(client.get("/certificates/disabled").json("attributes").get("enabled")).isEqualTo(false);
	}

	@Test
	void deleteOfCertificateDeletesItsKeyAndSecret() throws IOException, InterruptedException {
		vault.put(EmbeddedCertificate.of("deleted", leaf));
		vault.delete(ObjectType.CERTIFICATE, "deleted");
		assertThat(client.get("/certificates/deleted").json("error").get("code")).isEqualTo("CertificateNotFound");
		assertThat(client.get("/keys/deleted").status()).isEqualTo(404);
		assertThat(client.get("/secrets/deleted").status()).isEqualTo(404);
	}

	private static KeyStore keyStore(String value) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(new ByteArrayInputStream(Base64.getDecoder().decode(value)), new char[0]);
		return store;
	}

	private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
		String chain = pem.substring(pem.indexOf("-----BEGIN CERTIFICATE-----"));
		return CertificateFactory.getInstance("X.509")
			.generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)))
			.stream()
			.map(X509Certificate.class::cast)
			.toList();
	}

	private static List<X509Certificate> bags(String value) throws GeneralSecurityException {
		try {
			List<X509Certificate> certificates = new ArrayList<>();
			for (ContentInfo content : new PKCS12PfxPdu(Base64.getDecoder().decode(value)).getContentInfos()) {
				if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
					certificates.addAll(certificates(content));
				}
			}
			return certificates;
		}
		catch (IOException | PKCSException ex) {
			throw new GeneralSecurityException(ex);
		}
	}

	private static List<X509Certificate> certificates(ContentInfo content)
			throws PKCSException, GeneralSecurityException {
		List<X509Certificate> certificates = new ArrayList<>();
		InputDecryptorProvider blank = new BcPKCS12PBEInputDecryptorProviderBuilder().build(new char[0]);
		for (PKCS12SafeBag bag : new PKCS12SafeBagFactory(content, blank).getSafeBags()) {
			X509CertificateHolder holder = (X509CertificateHolder) bag.getBagValue();
			certificates.add(new JcaX509CertificateConverter().getCertificate(holder));
		}
		return certificates;
	}

}
