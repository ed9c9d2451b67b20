package dev.keyvault.spring.config.redaction;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
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
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import dev.keyvault.spring.config.FailingStart;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ImportedValueFailureAnalyzer} in the log of applications that fail.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImportedValueFailureAnalyzerTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension((vault) -> {
		vault.putSecret("port", FailingStart.PORT);
		vault.putSecret("members", "{\"s3cret-n4me-of-member\":\"" + FailingStart.PORT + "\"}");
	});

	@TempDir
	Path directory;

	@Test
	void valueThatDoesNotConvertIsNotShown(CapturedOutput output) {
		fail(Pool.class, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output)
			.contains(
					"""
							Imported values do not bind to int for the bean 'pool-%s'; they are not shown, nor is what others say of them.

							    Property: pool.size
							    Origin: Azure Key Vault secret 'port' version"""
						.formatted(Pool.PoolProperties.class.getName()))
			.contains("""
					    Reason: does not convert to int

					Imported properties that take part:

					    pool.size: Azure Key Vault secret 'port' version""");
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
			.contains("Reason: breaks the rule @Size");
	}

	@Test
	void valueThatIsQuotedByItsRuleIsNotShown(CapturedOutput output) {
		fail(Quoting.class, "keyvault.vaults.payments.keys.quoting.name: port");
		assertThat(output).contains("Property: quoting.name").contains("Reason: breaks the rule @Size");
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
	void valuesBesideAnImportedOneAreNotShown(CapturedOutput output) {
		fail(Short.class, """
				keyvault.vaults.payments.keys.short.other: port
				short.name: p0rt-of-a-file
				""");
		assertThat(output).contains("Property: short.name").contains("application.yml] - 3:13");
	}

	@Test
	void ruleOfAClassIsToldWithoutItsMessage(CapturedOutput output) {
		fail(Paired.class, "keyvault.vaults.payments.keys.paired.name: port");
		assertThat(output).contains("""
				    Property: paired
				    Origin: null
				    Reason: breaks the rule @Pair
				""").contains("paired.name: Azure Key Vault secret 'port' version");
	}

	@Test
	void elementOfAListIsToldWithoutItsValue(CapturedOutput output) {
		fail(Listed.class, """
				keyvault.vaults.payments.keys.port: port
				listed.names: "a,${port}"
				""");
		assertThat(output).contains("Property: listed.names[1]")
			.contains("Reason: breaks the rule @Size")
			.contains("listed.names: Azure Key Vault secret 'port' version");
	}

	@Test
	void constructorThatQuotesAPartIsToldByItsPlace(CapturedOutput output) {
		fail(Constructed.class, "keyvault.vaults.payments.keys.constructed.name: port");
		assertThat(output).contains("Property: constructed\n")
			.contains("Reason: cannot be made: java.lang.IllegalArgumentException at "
					+ Constructed.ConstructedProperties.class.getName() + ".<init>");
	}

	@Test
	void memberIsToldWithoutItsName(CapturedOutput output) {
		fail(Mapped.class, "keyvault.vaults.payments.keys.mapped.names: members#*");
		assertThat(output).contains("Reason: cannot be made: java.lang.NumberFormatException at ")
			.contains("    mapped.names.*: Azure Key Vault secret 'members' version");
	}

	@Test
	void memberThatBreaksARuleIsToldWithoutItsName(CapturedOutput output) {
		fail(Mapped.class, "keyvault.vaults.payments.keys.mapped.texts: members#*");
		assertThat(output).contains("Property: mapped.texts.*").contains("Reason: breaks the rule @Size");
	}

	@Test
	void validatorOfSpringIsNotQuoted(CapturedOutput output) {
		fail(Checked.class, "keyvault.vaults.payments.keys.checked.name: port");
		assertThat(output).contains("Property: checked.name").contains("Reason: does not pass its validator");
	}

	@Test
	void bindingOfTheApplicationsOwnIsToldWithoutTheValue(CapturedOutput output) {
		fail(Binding.class, "keyvault.vaults.payments.keys.pool.size: port");
		assertThat(output).contains("Imported values do not bind to java.lang.Integer; they are not shown")
			.contains("Property: pool.size");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logging.level.web", "spring.main.lazy-initialization" })
	void propertyThatIsBoundBeforeThereIsAContextIsNotShown(String property, CapturedOutput output) {
		fail(Pool.class, "keyvault.vaults.payments.keys.%s: port".formatted(property));
		assertThat(output).contains("Property: " + property).contains("Origin: Azure Key Vault secret 'port' version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logging.level.web", "spring.main.lazy-initialization" })
	void propertyWithAnotherInsideThatIsBoundBeforeThereIsAContextIsNotShown(String property, CapturedOutput output) {
		fail(Pool.class, """
				keyvault.vaults.payments.keys.port: port
				%s: ${port}
				""".formatted(property));
		assertThat(output).contains("Property: " + property).contains("application.yml] - 3:");
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
		new FailingStart(this.directory, payments).fail(configuration, yaml);
	}

	@AfterEach
	void logHoldsNoValue(CapturedOutput output) {
		FailingStart.assertSilent(output);
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

	/**
	 * An application with a rule of a class that quotes what breaks it.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Paired.PairedProperties.class)
	static class Paired {

		/**
		 * Properties with a rule for all of them.
		 *
		 * @param name the text
		 */
		@Pair
		@Validated
		@ConfigurationProperties("paired")
		record PairedProperties(String name) {

		}

	}

	/**
	 * A rule that nothing follows.
	 */
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@Constraint(validatedBy = PairValidator.class)
	@interface Pair {

		String message() default "'${validatedValue}' is no pair";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

	}

	/**
	 * Finds no pairs.
	 */
	static class PairValidator implements ConstraintValidator<Pair, Object> {

		@Override
		public boolean isValid(Object value, ConstraintValidatorContext context) {
			return false;
		}

	}

	/**
	 * An application with a list of short texts.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Listed.ListedProperties.class)
	static class Listed {

		/**
		 * Properties with a list.
		 *
		 * @param names the list
		 */
		@Validated
		@ConfigurationProperties("listed")
		record ListedProperties(List<@Size(max = 3, message = "'${validatedValue}' is too long") String> names) {

		}

	}

	/**
	 * An application with a constructor that quotes a part of what it does not like.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Constructed.ConstructedProperties.class)
	static class Constructed {

		/**
		 * Properties that check themselves.
		 *
		 * @param name the text
		 */
		@ConfigurationProperties("constructed")
		record ConstructedProperties(String name) {

			ConstructedProperties {
				throw new IllegalArgumentException("I do not like " + name.substring(0, 8));
			}

		}

	}

	/**
	 * An application with maps.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Mapped.MappedProperties.class)
	static class Mapped {

		/**
		 * Properties with maps.
		 *
		 * @param names texts by numbers
		 * @param texts short texts
		 */
		@Validated
		@ConfigurationProperties("mapped")
		record MappedProperties(Map<Integer, String> names, Map<String, @Size(max = 3) String> texts) {

		}

	}

	/**
	 * An application with a validator that quotes what it does not like.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Checked.CheckedProperties.class)
	static class Checked {

		@Bean
		static Validator configurationPropertiesValidator() {
			return Validator.forInstanceOf(CheckedProperties.class, (properties, errors) -> errors.rejectValue("name",
					"no" + properties.name(), "I do not like " + properties.name()));
		}

		/**
		 * Properties that the validator checks.
		 *
		 * @param name the text
		 */
		@ConfigurationProperties("checked")
		record CheckedProperties(String name) {

		}

	}

	/**
	 * An application that binds a property by itself.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Binding {

		@Bean
		Thread worker(Environment environment) {
			try {
				return new Thread("worker-" + Binder.get(environment).bind("pool.size", Integer.class).get());
			}
			catch (BindException ex) {
				IllegalStateException failure = new IllegalStateException("There is no pool");
				failure.addSuppressed(ex);
				throw failure;
			}
		}

	}

}
