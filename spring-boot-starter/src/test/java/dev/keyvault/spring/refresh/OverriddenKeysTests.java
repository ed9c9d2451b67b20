package dev.keyvault.spring.refresh;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.encrypt.EncryptorFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for imported keys that something else overrides or hides.
 */
@ExtendWith(OutputCaptureExtension.class)
class OverriddenKeysTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "s3cret-of-one");
	}

	@Test
	void keyThatAVariableOverridesIsToldAtTheStart(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application().variable("APP_APIKEY", "s3cret-of-override")
			.start()) {
			OverriddenKey key = new OverriddenKey("app.api-key", "systemEnvironment",
					"System Environment Property \"APP_APIKEY\"");
			assertThat(context.getBean(KeyVaultRefresher.class).overriddenKeys()).containsExactly(key);
			assertThat(output).containsOnlyOnce("Imported, but overridden: 'app.api-key' by property source "
					+ "'systemEnvironment' (System Environment Property \"APP_APIKEY\"). Their rotation has no effect.");
		}
	}

	@Test
	void rotationOfAnOverriddenKeyReachesNobody(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application().variable("APP_APIKEY", "s3cret-of-override")
			.start()) {
			this.vault.putSecret("key", "s3cret-of-two");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
			assertThat(context.getEnvironment().getProperty("app.api-key")).isEqualTo("s3cret-of-override");
			assertThat(output).doesNotContain("nothing is known to follow").doesNotContain("s3cret-of");
		}
	}

	@Test
	void keyThatNothingOverridesIsNotTold(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application().start()) {
			assertThat(context.getBean(KeyVaultRefresher.class).overriddenKeys()).isEmpty();
			assertThat(output).doesNotContain("overridden");
		}
	}

	@Test
	void keyThatSpringCloudDecryptedIsToldAtTheStartAndWhenItRotates(CapturedOutput output) {
		this.vault.putSecret("key", cipher("s3cret-of-one"));
		try (ConfigurableApplicationContext context = application().property("encrypt.key", "s3cret-of-cloud")
			.start()) {
			assertThat(context.getEnvironment().getProperty("app.api-key")).isEqualTo("s3cret-of-one");
			assertThat(output)
				.containsOnlyOnce("Imported, but overridden: 'app.api-key' by what Spring Cloud decrypted "
						+ "at the start. Their rotation has no effect.");
			this.vault.putSecret("key", cipher("s3cret-of-two"));
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(output).containsOnlyOnce("Rotated 'app.api-key', but Spring Cloud decrypted it at the start and "
					+ "keeps what came out. Restart the application, or store the value without {cipher}: "
					+ "the vault encrypts it itself.");
			assertThat(output).doesNotContain("s3cret-of");
		}
	}

	private static String cipher(String value) {
		return "{cipher}" + new EncryptorFactory("deadbeef").create("s3cret-of-cloud").encrypt(value);
	}

	private RotatingApplication application() {
		return RotatingApplication.of(this.vault, Empty.class).key("app.api-key", "key");
	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

}
