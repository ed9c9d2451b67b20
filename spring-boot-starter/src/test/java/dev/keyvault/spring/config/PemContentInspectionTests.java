package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PemContentInspection} in applications that import PEM texts.
 */
@ExtendWith(OutputCaptureExtension.class)
class PemContentInspectionTests {

	private static final String BUNDLE = "spring.ssl.bundle.pem.web.keystore.";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension((vault) -> {
		vault.putSecret("port", FailingStart.PORT);
		vault.putSecret("place", "classpath:web.pem");
		vault.putCertificate("web");
	});

	@TempDir
	Path directory;

	@Test
	void textThatIsNoPemIsToldWithoutIt(CapturedOutput output) {
		fail(BUNDLE + "certificate", "port");
		assertThat(output)
			.contains(
					"""
							Keys could not be imported from Azure Key Vault:

							The value of 'spring.ssl.bundle.pem.web.keystore.certificate' is neither a PEM text nor the location of \
							one; it is from Azure Key Vault secret 'port' version""")
			.contains(
					"""
							Action:

							Refer to a certificate, such as certificate/web#chain and certificate/web#private-key, or correct the \
							value of the object in the vault.
							""");
	}

	@ParameterizedTest
	@ValueSource(strings = { BUNDLE + "private-key", "spring.ssl.bundle.pem.web.truststore.certificate",
			"server.ssl.certificate", "server.ssl.certificate-private-key", "management.server.ssl.trust-certificate" })
	void everyPlaceOfAPemTextIsLookedAt(String property, CapturedOutput output) {
		fail(property, "port");
		assertThat(output).contains("The value of '%s' is neither a PEM text nor".formatted(property));
	}

	@Test
	void textWithAValueInsideIsLookedAtToo(CapturedOutput output) {
		new FailingStart(this.directory, payments).fail(ApplicationRun.Empty.class, """
				keyvault.vaults.payments.keys.port: port
				%scertificate: "${port}"
				""".formatted(BUNDLE));
		assertThat(output).contains("it is from Azure Key Vault secret 'port' version");
	}

	private void fail(String property, String reference) {
		new FailingStart(this.directory, payments).fail(ApplicationRun.Empty.class,
				"keyvault.vaults.payments.keys.%s: %s".formatted(property, reference));
	}

	@AfterEach
	void logHoldsNoValue(CapturedOutput output) {
		assertThat(output).doesNotContain("p0rt-");
	}

	@Test
	void pemTextsAndLocationsArePassedOn() {
		ApplicationRun run = ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  spring.ssl.bundle.pem.web.keystore.certificate: certificate/web#chain
				  spring.ssl.bundle.pem.web.keystore.private-key: certificate/web#private-key
				  server.ssl.certificate: place
				  server.ssl.key-store-password: port
				""").vault("payments", payments.vault());
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("server.ssl.certificate")).isEqualTo("classpath:web.pem");
		}
	}

}
