package dev.keyvault.spring.refresh;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.spring.Attack;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that values arrive to the character when they rotate, and are never evaluated.
 */
@ExtendWith(OutputCaptureExtension.class)
class LiteralRotationTests {

	private static final String CALL = Attack.CALL;

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "1");
	}

	@AfterEach
	void nothingWasEvaluated() {
		assertThat(Attack.runs()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "p${HOME}q", "pa${x}ss", "a\\${b}c", "${app.key}", "#{" + CALL + "}", "'+" + CALL + "+'",
			"#", "${keyvault.vaults.demo.credential.client-secret}" })
	void everyReaderGetsRotatedValue(String value) {
		try (ConfigurableApplicationContext context = application(Fields.class, Settings.class).start()) {
			this.vault.putSecret("key", value);
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo(value);
			assertThat(context.getEnvironment().getProperty("other.key")).isEqualTo("<" + value + ">");
			assertThat(context.getBean(Fields.class).plain).isEqualTo(value);
			assertThat(context.getBean(Fields.class).trimmed).isEqualTo(value.trim());
			assertThat(context.getBean(Fields.class).composed).isEqualTo("<" + value + ">{" + CALL + "}");
			assertThat(context.getBean(App.class).getKey()).isEqualTo(value);
		}
	}

	@Test
	void valueThatWouldBeEvaluatedIsRefused(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Code.class).start()) {
			String version = this.vault.putSecret("key", CALL);
			List<RefreshResult.RejectedKey> refusals = context.getBean(KeyVaultRefresher.class).refresh().rejected();
			assertThat(refusals).singleElement()
				.extracting(RefreshResult.RejectedKey::reason)
				.isEqualTo("Key 'app.key' is part of an expression, and its value would be evaluated there. "
						+ "It is from Azure Key Vault secret 'key' version %s of vault 'demo' (%s). ".formatted(version,
								this.vault.endpoint())
						+ "Put the placeholder in quotes, as in #{'${key}'.trim()}, take it out of the expression, "
						+ "or bind the key with @ConfigurationProperties.");
			assertThat(context.getBean(Code.class).number).isEqualTo(2);
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("1");
			this.vault.putSecret("key", "20");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rejected()).isEmpty();
			assertThat(context.getBean(Code.class).number).isEqualTo(40);
			assertThat(output).doesNotContain(CALL);
		}
	}

	@Test
	void placeholderThatIsMeantAndLeadsNowhereIsRefused() {
		try (ConfigurableApplicationContext context = application(Fields.class)
			.property("keyvault.vaults.demo.resolve-placeholders", "true")
			.property("app.user", "user")
			.start()) {
			String version = this.vault.putSecret("key", "pa${x}55-of-key");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rejected()).singleElement()
				.extracting(RefreshResult.RejectedKey::reason)
				.isEqualTo("The value of key 'app.key', from secret 'key' version %s of vault 'demo' (%s), ".formatted(
						version.substring(0, 8), this.vault.endpoint()) + "has a placeholder that nothing resolves.");
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("1");
			this.vault.putSecret("key", "pa${app.user}55-of-key");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rejected()).isEmpty();
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("pauser55-of-key");
			assertThat(context.getBean(Fields.class).plain).isEqualTo("pauser55-of-key");
		}
	}

	private RotatingApplication application(Class<?>... configuration) {
		return RotatingApplication.of(this.vault, configuration)
			.key("app.key", "key")
			.property("other.key", "<${app.key}>")
			.property("keyvault.refresh.value-fields", "true");
	}

	@Configuration(proxyBeanMethods = false)
	static class Fields {

		@Value("${app.key}")
		String plain;

		@Value("#{'${app.key}'.trim()}")
		String trimmed;

		@Value("${other.key}{" + CALL + "}")
		String composed;

	}

	@Configuration(proxyBeanMethods = false)
	static class Code {

		@Value("#{${app.key} * 2}")
		int number;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(App.class)
	static class Settings {

	}

	@ConfigurationProperties("app")
	static class App {

		private String key = "";

		String getKey() {
			return this.key;
		}

		void setKey(String key) {
			this.key = key;
		}

	}

}
