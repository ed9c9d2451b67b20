package dev.keyvault.azure;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.fixtures.LeakHarness;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.EmbeddedCertificate;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads vaults, well and badly, and looks for values in all logs and messages.
 */
class AzureLeakTests {

	private static final String[] KEYS = { "app.plain: plain", "app.odd: odd", "app.user: login#/user",
			"app.login: login#*", "app.bytes: bytes#base64", "app.tls: certificate/web",
			"app.store: certificate/web#pkcs12", "app.old: optional:plain@previous", "app.key: key/web" };

	@RegisterExtension
	final LeakHarness leaks = new LeakHarness();

	private final AzureFixture fixture = new AzureFixture();

	private EmbeddedKeyVault embedded;

	private Vault vault;

	@BeforeEach
	void fill() {
		this.embedded = EmbeddedKeyVault.start();
		this.vault = AzureFixture.vault(this.embedded);
		this.leaks.mark("client secret", this.embedded.clientSecret());
		this.embedded.putSecret("plain", this.leaks.mark("older"));
		this.embedded.putSecret("plain", this.leaks.mark("plain"));
		this.embedded.putSecret("odd", this.leaks.mark("odd", " s3cret-ab${HOME}/\"#{1+1}\\\n\u00e4-m4rked "));
		this.embedded.putSecret("login",
				"{\"user\": \"%s\", \"%s\": 1}".formatted(this.leaks.mark("user"), this.leaks.mark("member")));
		this.embedded.putSecret("bytes", this.leaks.mark("bytes").replace("-", "/"));
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC);
		IssuedCertificate web = issuer.leaf("web", issuer.root("Root"), "localhost");
		this.leaks.markLines("private key", pem(web));
		this.embedded.put(EmbeddedCertificate.of("web", web));
	}

	private static String pem(IssuedCertificate certificate) {
		byte[] encoded = certificate.privateKey().getEncoded();
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return "-----BEGIN\n%s\n-----\n-----END".formatted(text);
	}

	@AfterEach
	void close() {
		this.fixture.close();
		this.embedded.close();
	}

	@Test
	void objectsAreReadInSilence() {
		LoadResult result = load(AzureFixture.withClientSecret(this.embedded), KEYS);
		assertThat(result.problems()).isEmpty();
		assertThat(result.snapshot().layer(Declarations.NAME)).hasSizeGreaterThan(KEYS.length - 1);
		this.leaks.see("a result", result.snapshot().layer(Declarations.NAME).values().toString());
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 409, 429, 500, 503 })
	void refusalIsToldInSilence(int status) {
		this.embedded.faults().respond(status, "Some", "Reason");
		assertThat(load(AzureFixture.withClientSecret(this.embedded), KEYS).problems()).isNotEmpty();
	}

	@Test
	void brokenAnswersAreToldInSilence() {
		this.embedded.faults().times(5).breakOff();
		load(AzureFixture.withClientSecret(this.embedded), KEYS);
		this.embedded.faults().clear();
		this.embedded.faults().malformedBody();
		assertThat(load(AzureFixture.withClientSecret(this.embedded), KEYS).problems()).isNotEmpty();
	}

	@Test
	void wrongClientSecretIsToldInSilence() {
		String wrong = this.leaks.mark("wrong client secret");
		VaultSettings settings = AzureFixture.settings(this.embedded,
				AzureFixture.clientSecret(this.embedded).clientSecret(SensitiveValue.of(wrong)).build());
		assertThat(load(settings, KEYS).problems()).isNotEmpty();
	}

	@Test
	void refusedTokenIsToldInSilence() {
		String token = this.leaks.mark("wrong token");
		VaultSettings settings = AzureFixture.settings(this.embedded,
				CredentialSettings.staticToken(SensitiveValue.of(token)));
		assertThat(load(settings, KEYS).problems()).isNotEmpty();
	}

	@Test
	void valuesOfOtherShapesAreToldInSilence() {
		String name = this.leaks.mark("twin");
		this.embedded.putSecret("twins",
				"{\"%1$s\": {\"b\": \"%2$s\"}, \"%1$s.b\": 1}".formatted(name, this.leaks.mark("value of a twin")));
		this.embedded.putSecret("blank", "{\" %s\": 1}".formatted(this.leaks.mark("blank member")));
		this.embedded.putSecret("half", "{\"user\": \"" + this.leaks.mark("half"));
		this.embedded
			.put(EmbeddedSecret.named("store").value(this.leaks.mark("store")).contentType("application/x-pkcs12"));
		this.embedded
			.put(EmbeddedSecret.named("pem").value(this.leaks.mark("pem")).contentType("application/x-pem-file"));
		LoadResult result = load(AzureFixture.withClientSecret(this.embedded), "a: plain#/a", "b: plain#*",
				"c: plain#base64", "d: plain#hex", "e: twins#*", "f: blank#*", "g: half#/user", "h: login#/none",
				"i: certificate/store", "j: certificate/pem", "k: half#*", "l: login#*", "l.user: plain");
		assertThat(result.problems()).hasSizeGreaterThan(9);
	}

	private LoadResult load(VaultSettings settings, String... keys) {
		ObjectSource source = this.fixture.open(settings);
		List<KeyMapping> mappings = Stream.of(keys).map((key) -> Declarations.mapping(this.vault, key)).toList();
		LoadResult result = new SnapshotLoader(source, LoadSettings.DEFAULTS, Clock.systemUTC())
			.load(List.of(new Declaration(Declarations.NAME, mappings, List.of())));
		this.leaks.see("problems", result.problems().toString());
		this.leaks.see("warnings", result.warnings().toString());
		result.failures().forEach((mapping, failure) -> this.leaks.see(mapping.toString(), failure));
		return result;
	}

}
