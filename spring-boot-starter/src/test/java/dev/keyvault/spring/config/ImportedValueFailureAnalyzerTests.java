package dev.keyvault.spring.config;

import java.nio.file.Path;

import jakarta.validation.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link ImportedValueFailureAnalyzer} in the log of applications that fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImportedValueFailureAnalyzerTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("port", "p0rt-that-is-none"));

	@TempDir
	Path directory;

	@Test
	void valueThatDoesNotConvertIsNotShown(CapturedOutput output) {
		fail(Pool.class, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).contains("""
				Imported values do not bind to int; they are not shown.

				    Property: pool.size
				    Origin: Azure Key Vault secret 'port' version""").contains("Reason: does not convert to int");
	}

	@Test
	void valueInsideAnotherThatDoesNotConvertIsNotShown(CapturedOutput output) {
		fail(Pool.class, """
				keyvault.vaults.payments.keys.port: port
				pool.size: "1${port}"
				""");
		assertThat(output).contains("Property: pool.size").contains("application.yml] - 3:12");
	}

	@Test
	void valueThatIsNotValidIsNotShown(CapturedOutput output) {
		fail(Short.class, "keyvault.vaults.payments.keys.short.name: port");
		assertThat(output).contains("Property: short.name")
			.contains("Origin: Azure Key Vault secret 'port' version")
			.contains("Reason: size must be between 0 and 3");
	}

	@Test
	void valueThatIsQuotedByItsRuleIsNotShown(CapturedOutput output) {
		fail(Quoting.class, "keyvault.vaults.payments.keys.quoting.name: port");
		assertThat(output).contains("Property: quoting.name").contains("Reason: does not follow its rule");
	}

	@Test
	void valueThatNothingTakesIsNotShown(CapturedOutput output) {
		fail(Strict.class, "keyvault.vaults.payments.keys.strict.other: port");
		assertThat(output).contains("Property: strict.other")
			.contains("Origin: Azure Key Vault secret 'port' version")
			.contains("Reason: is not a property of " + Strict.StrictProperties.class.getName());
	}

	@ParameterizedTest
	@ValueSource(classes = { Pool.class, Short.class })
	void valueIsNotShownInDebugLog(Class<?> configuration) {
		fail(configuration, """
				debug: true
				keyvault.vaults.payments.keys:
				  pool.size: port
				  short.name: port
				""");
	}

	@Test
	void otherPropertiesAreToldAsUsual(CapturedOutput output) {
		fail(Pool.class, """
				keyvault.vaults.payments.keys.port: port
				pool.size: many
				""");
		assertThat(output).contains("Value: \"many\"");
	}

	private void fail(Class<?> configuration, String yaml) {
		ApplicationRun run = ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: 'keyvault:'\n" + yaml)
			.vault("payments", payments.vault())
			.configuration(configuration);
		assertThat(catchThrowable(run::start)).isNotNull();
	}

	@AfterEach
	void logHoldsNoValue(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START").doesNotContain("p0rt-that-is-none");
	}

	/**
	 * An application with a number among its properties.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Pool.PoolProperties.class)
	static class Pool {

		/**
		 * Properties with a number.
		 *
		 * @param size the number
		 */
		@ConfigurationProperties("pool")
		record PoolProperties(int size) {

		}

	}

	/**
	 * An application with a short text among its properties.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Short.ShortProperties.class)
	static class Short {

		/**
		 * Properties with a short text.
		 *
		 * @param name the text
		 */
		@Validated
		@ConfigurationProperties("short")
		record ShortProperties(@Size(max = 3) String name) {

		}

	}

	/**
	 * An application with a rule that quotes what breaks it.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Quoting.QuotingProperties.class)
	static class Quoting {

		/**
		 * Properties with a rule.
		 *
		 * @param name the text
		 */
		@Validated
		@ConfigurationProperties("quoting")
		record QuotingProperties(@Size(max = 3, message = "'${validatedValue}' is too long") String name) {

		}

	}

	/**
	 * An application that takes no properties but its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Strict.StrictProperties.class)
	static class Strict {

		/**
		 * Properties that no other may be beside.
		 *
		 * @param name the text
		 */
		@ConfigurationProperties(prefix = "strict", ignoreUnknownFields = false)
		record StrictProperties(String name) {

		}

	}

}
