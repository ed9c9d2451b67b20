package dev.keyvault.spring.config.redaction;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.spring.config.FailingStart;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HiddenValueFailureAnalyzer} and {@link HidingTypeConverter} in the log
 * of applications that fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenValueFailureAnalyzerTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("port", FailingStart.PORT));

	@TempDir
	Path directory;

	@Test
	void fieldIsToldWithoutTheValue(CapturedOutput output) {
		fail(OfField.class, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).contains("""
				An imported value does not convert to int; it is not shown.

				    Bean: hiddenValueFailureAnalyzerTests.OfField
				    Place: field 'size'
				    Expression: ${pool.size}
				    Origin: Azure Key Vault secret 'port' version""").contains("""
				Action:

				Correct the value of the object in the vault, or the type of the field or parameter.
				""");
	}

	@ParameterizedTest
	@ValueSource(classes = { OfConstructor.class, OfMethod.class })
	void parameterIsToldWithoutTheValue(Class<?> configuration, CapturedOutput output) {
		fail(configuration, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).containsPattern("Place: (constructor|method 'worker') parameter 0\n")
			.contains("    Expression: ${pool.size}\n    Origin: Azure Key Vault secret 'port' version");
	}

	@Test
	void textWithAValueInsideIsNotShown(CapturedOutput output) {
		fail(OfField.class, """
				debug: true
				keyvault.vaults.payments.keys.port: port
				pool.size: "1${port}"
				""");
		assertThat(output).contains("Expression: ${pool.size}\n    Origin: Azure Key Vault secret 'port' version");
	}

	private void fail(Class<?> configuration, String yaml) {
		new FailingStart(this.directory, payments).fail(configuration, yaml);
	}

	@AfterEach
	void logHoldsNoValue(CapturedOutput output) {
		FailingStart.assertSilent(output);
	}

	/**
	 * An application with a field that is a number.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OfField {

		@Value("${pool.size}")
		private int size;

		int size() {
			return this.size;
		}

	}

	/**
	 * An application with a parameter of a constructor that is a number.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OfConstructor {

		private final int size;

		OfConstructor(@Value("${pool.size}") int size) {
			this.size = size;
		}

		int size() {
			return this.size;
		}

	}

	/**
	 * An application with a parameter of a method that is a number.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OfMethod {

		@Bean
		Thread worker(@Value("${pool.size}") int size) {
			return new Thread("worker-" + size);
		}

	}

}
