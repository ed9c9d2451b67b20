package dev.keyvault.spring.kubernetes;

import java.io.StringReader;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.stream.Collectors;

import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.keyvault.certificate.Pem;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for Secrets whose type follows from how they are declared, from the vault to the
 * API server.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class SecretTypesTests {

	private static final CertificateIssuer ISSUER = CertificateIssuer.of(KeyAlgorithm.RSA);

	private static final IssuedCertificate ROOT = ISSUER.root("root");

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private ApplicationInCluster application;

	@BeforeEach
	void create(Cluster cluster) {
		this.application = new ApplicationInCluster(cluster, this.vault);
	}

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void tlsHasChainAndPrivateKey() {
		IssuedCertificate web = putCertificate("one");
		tls().start();
		assertThat(this.application.live("web").getType()).isEqualTo("kubernetes.io/tls");
		assertThat(this.application.texts("web")).containsOnlyKeys("tls.crt", "tls.key")
			.containsEntry("tls.crt", pem(web.chain()))
			.containsEntry("tls.key", pkcs8(web));
	}

	@Test
	void tlsFollowsRotationOfTheCertificate() {
		putCertificate("one");
		tls().start();
		IssuedCertificate next = putCertificate("two");
		this.application.refresh();
		this.application.awaitText("web", "tls.crt", pem(next.chain()));
		assertThat(this.application.texts("web")).containsEntry("tls.key", pkcs8(next));
	}

	@Test
	void tlsHasPrivateKeyInTraditionalFormIfAskedFor() throws Exception {
		IssuedCertificate web = putCertificate("one");
		tls().secret("web.tls.private-key", "traditional").start();
		String key = this.application.texts("web").get("tls.key");
		assertThat(key).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
		assertThat(((RSAPrivateKey) traditional(key)).getPrivateExponent())
			.isEqualTo(((RSAPrivateKey) web.privateKey()).getPrivateExponent());
	}

	@Test
	void tlsHasAuthorityIfAskedFor() {
		putCertificate("one");
		tls().secret("web.tls.authority", "true").start();
		assertThat(this.application.texts("web")).containsOnlyKeys("tls.crt", "tls.key", "ca.crt")
			.containsEntry("ca.crt", pem(List.of(ROOT.certificate())));
	}

	@Test
	void dockerConfigIsMadeOfRegistryUserAndPassword() {
		putLogin("s3cret-pa55-of-login-1");
		dockerConfig().start();
		assertThat(this.application.live("login").getType()).isEqualTo("kubernetes.io/dockerconfigjson");
		assertThat(this.application.texts("login")).containsOnlyKeys(".dockerconfigjson")
			.containsEntry(".dockerconfigjson", """
					{"auths":{"shop.azurecr.io":{"username":"s3cret-n4me-of-login","password":"s3cret-pa55-of-login-1",\
					"auth":"czNjcmV0LW40bWUtb2YtbG9naW46czNjcmV0LXBhNTUtb2YtbG9naW4tMQ=="}}}""");
	}

	@Test
	void dockerConfigFollowsRotationOfThePassword() {
		putLogin("s3cret-pa55-of-login-1");
		dockerConfig().start();
		putLogin("s3cret-pa55-of-login-2");
		this.application.refresh();
		this.application.awaitText("login", ".dockerconfigjson", """
				{"auths":{"shop.azurecr.io":{"username":"s3cret-n4me-of-login","password":"s3cret-pa55-of-login-2",\
				"auth":"czNjcmV0LW40bWUtb2YtbG9naW46czNjcmV0LXBhNTUtb2YtbG9naW4tMg=="}}}""");
	}

	@Test
	void dockerConfigHasFurtherRegistries() {
		putLogin("s3cret-pa55-of-login-1");
		this.vault.putSecret("host", "mirror.example.org");
		dockerConfig().key("app.mirror.host", "host")
			.secret("login.docker-config.registries[0].registry", "app.mirror.host")
			.secret("login.docker-config.registries[0].user", "app.registry.user")
			.secret("login.docker-config.registries[0].password", "app.registry.password")
			.start();
		assertThat(this.application.texts("login").get(".dockerconfigjson")).contains("\"shop.azurecr.io\":",
				"\"mirror.example.org\":");
	}

	@Test
	void membersOfSecretBecomeEntriesAsTheyAppearAndGo() {
		this.vault.putSecret("multi", "{\"user\": \"s3cret-n4me-of-multi\", \"old\": \"s3cret-pa55-of-old\"}");
		this.application.key("app.multi", "multi#*").secret("members.data[*]", "app.multi.*").start();
		assertThat(this.application.texts("members")).containsOnlyKeys("user", "old")
			.containsEntry("user", "s3cret-n4me-of-multi");
		this.vault.putSecret("multi", "{\"user\": \"s3cret-n4me-of-multi\", \"new\": \"s3cret-pa55-of-new\"}");
		this.application.refresh();
		this.application.awaitText("members", "new", "s3cret-pa55-of-new");
		assertThat(this.application.texts("members")).containsOnlyKeys("user", "new");
	}

	private IssuedCertificate putCertificate(String name) {
		IssuedCertificate leaf = ISSUER.leaf(name, ROOT, "localhost");
		this.vault.put(EmbeddedCertificate.of("web", leaf));
		return leaf;
	}

	private ApplicationInCluster tls() {
		return this.application.key("app.tls", "certificate/web").secret("web.tls.key", "app.tls");
	}

	private void putLogin(String password) {
		this.vault.putSecret("login", """
				{"host": "shop.azurecr.io", "user": "s3cret-n4me-of-login", "password": "%s"}""".formatted(password));
	}

	private ApplicationInCluster dockerConfig() {
		return this.application.key("app.registry", "login#*")
			.secret("login.docker-config.registry", "app.registry.host")
			.secret("login.docker-config.user", "app.registry.user")
			.secret("login.docker-config.password", "app.registry.password");
	}

	private static String pem(List<X509Certificate> chain) {
		return chain.stream().map(SecretTypesTests::pem).collect(Collectors.joining());
	}

	private static String pem(X509Certificate certificate) {
		try {
			return Pem.encode("CERTIFICATE", certificate.getEncoded());
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pkcs8(IssuedCertificate certificate) {
		return Pem.encode("PRIVATE KEY", certificate.privateKey().getEncoded());
	}

	private static PrivateKey traditional(String pem) throws Exception {
		try (PEMParser parser = new PEMParser(new StringReader(pem))) {
			return new JcaPEMKeyConverter().getPrivateKey(((PEMKeyPair) parser.readObject()).getPrivateKeyInfo());
		}
	}

}
