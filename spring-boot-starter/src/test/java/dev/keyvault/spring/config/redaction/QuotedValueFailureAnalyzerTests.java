package dev.keyvault.spring.config.redaction;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.keyvault.spring.config.FailingStart;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QuotedValueFailureAnalyzer} in the log of applications that fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class QuotedValueFailureAnalyzerTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("port", FailingStart.PORT));

	@TempDir
	Path directory;

	@Test
	void exceptionThatQuotesAValueIsToldWithoutItsMessages(CapturedOutput output) {
		fail(Quoting.class, "debug: true\nkeyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).contains(
				"""
						The application does not start, and the messages of what was thrown show an imported value; they are left out.

						    org.springframework.beans.factory.BeanCreationException at org.springframework.beans.""")
			.contains(" of the bean 'worker'\n    caused by java.lang.IllegalStateException at "
					+ Quoting.class.getName())
			.contains("caused by java.lang.NumberFormatException");
	}

	@Test
	void reportOfSpringBootThatQuotesAValueIsReplaced(CapturedOutput output) {
		fail(Invalid.class, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).contains("\n    " + InvalidConfigurationPropertyValueException.class.getName() + " at ");
	}

	private void fail(Class<?> configuration, String yaml) {
		new FailingStart(this.directory, payments).fail(configuration, yaml);
	}

	@AfterEach
	void logHoldsNoValue(CapturedOutput output) {
		FailingStart.assertSilent(output);
	}

	/**
	 * An application with a bean that quotes a value when it starts.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Quoting {

		@Bean
		InitializingBean worker(Environment environment) {
			return () -> {
				try {
					Integer.parseInt(environment.getRequiredProperty("pool.size"));
				}
				catch (NumberFormatException ex) {
					throw new IllegalStateException("There is no pool", ex);
				}
			};
		}

	}

	/**
	 * An application with a bean that does not like a property.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Invalid {

		@Bean
		ApplicationRunner worker(Environment environment) {
			return (arguments) -> {
				throw new InvalidConfigurationPropertyValueException("pool.size", environment.getProperty("pool.size"),
						"It is no number.");
			};
		}

	}

}
