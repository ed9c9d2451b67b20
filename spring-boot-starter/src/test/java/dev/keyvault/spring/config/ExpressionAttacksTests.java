package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.util.Properties;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.EmbeddedValueResolver;
import org.springframework.beans.factory.config.TypedStringValue;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

import dev.keyvault.spring.Attack;
import dev.keyvault.spring.config.literal.ValueInExpressionException;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that nothing out of a vault is evaluated as an expression, whichever way it gets
 * into one.
 */
@ExtendWith(OutputCaptureExtension.class)
class ExpressionAttacksTests {

	private static final String CALL = Attack.CALL;

	private static final String ATTACK = "#{" + CALL + "}";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	@AfterEach
	void nothingWasEvaluated() {
		assertThat(Attack.runs()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "${app.key}", " ${app.key}", "${second.key}", "${missing:${app.key}}", "${app.key:x}",
			"#{'${app.key}'}", "#{\"${app.key}\"}", "#{{a: '${app.key}'}['a']}" })
	void evaluateWhenValueIsExpressionGivesItsText(String text) {
		assertThat(evaluate(ATTACK, text).strip()).isEqualTo(ATTACK);
	}

	@ParameterizedTest
	@ValueSource(strings = { "#{'${app.key}'.trim()}", "<#{'${app.key}'.trim()}>", "#{\"${app.key}\".trim()}",
			"#{'a' + '${app.key}'}", "#{{'${app.key}','b'}[0]}" })
	void evaluateWhenValueBreaksOutOfLiteralKeepsItInside(String text) {
		for (String value : new String[] { "'+" + CALL + "+'", "\"+" + CALL + "+\"", "'}" + ATTACK + "#{'",
				"\"}" + ATTACK + "#{\"" }) {
			assertThat(evaluate(value, text)).contains(value);
		}
	}

	@Test
	void evaluateWhenExpressionIsSplitOverTwoKeysGivesBoth() {
		this.vault.putSecret("key", "#");
		this.vault.putSecret("rest", "{" + CALL + "}");
		try (ConfigurableApplicationContext context = application()
			.argument("--keyvault.vaults.demo.keys.app.rest=rest")
			.start()) {
			assertThat(evaluate(context, "${app.key}${app.rest}")).isEqualTo(ATTACK);
			assertThat(evaluate(context, "#${app.rest}")).isEqualTo(ATTACK);
			assertThat(evaluate(context, "${app.key}{" + CALL + "}")).isEqualTo(ATTACK);
		}
	}

	@Test
	void evaluateWhenValueIsCodeFailsWithKeyAndOriginAndCure() {
		assertThatThrownBy(() -> evaluate(CALL, "#{${app.key}}")).isInstanceOf(ValueInExpressionException.class)
			.message()
			.matches("Key 'app\\.key' is part of an expression, and its value would be evaluated there\\. "
					+ "It is from Azure Key Vault secret 'key' version [0-9a-f]{32} of vault 'demo' \\(https://[^)]+\\)\\. "
					+ "Put the placeholder in quotes, as in #\\{'\\$\\{key\\}'\\.trim\\(\\)\\}, take it out of the expression, "
					+ "or bind the key with @ConfigurationProperties\\.");
	}

	@Test
	void evaluateWhenValueIsNumberOrBooleanLetsItIn() {
		assertThat(evaluate("20", "#{${app.key} * 2 + 2}")).isEqualTo("42");
		assertThat(evaluate("1.5", "#{${app.key} * 2}")).isEqualTo("3.0");
		assertThat(evaluate("true", "#{${app.key} ? 'a' : 'b'}")).isEqualTo("a");
	}

	@Test
	void startWhenFieldHasAttackGivesItText() {
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().configuration(Fields.class).start()) {
			assertThat(context.getBean(Fields.class).plain).isEqualTo(ATTACK);
			assertThat(context.getBean(Fields.class).trimmed).isEqualTo(ATTACK);
		}
	}

	@Test
	void startWhenFieldHasCodeFailsWithoutValue(CapturedOutput output) {
		this.vault.putSecret("key", "s3cret-of-code()");
		assertFailsWithoutValue(() -> application().configuration(Code.class).start());
		assertThat(output).contains("Key 'app.key' is part of an expression").doesNotContain("s3cret-of-code");
	}

	@Test
	void startWhenConditionHasAttackFailsWithoutValue(CapturedOutput output) {
		for (String value : new String[] { ATTACK, "'+" + CALL + "+'" }) {
			this.vault.putSecret("key", value);
			assertFailsWithoutValue(() -> application().configuration(Conditional.class).start());
		}
		assertThat(output).contains("Key 'app.key' is part of an expression").doesNotContain(CALL);
		this.vault.putSecret("key", "x");
		try (ConfigurableApplicationContext context = application().configuration(Conditional.class).start()) {
			assertThat(context.containsBean("conditional")).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "${app.key}", "#{'${app.key}'}", "${other.key}" })
	void startWhenBeanDefinitionHasAttackGivesItText(String text) {
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().configuration(Defined.class)
			.argument("--text=" + text.replace("${", "\\${"))
			.start()) {
			assertThat(context.getBean(Holder.class).text).contains(ATTACK);
		}
	}

	@Test
	void startWhenPropertiesOfConfigurerReferToAttackFails() {
		this.vault.putSecret("key", ATTACK);
		assertFailsWithoutValue(() -> application().configuration(LocalDefinition.class).start());
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().configuration(LocalField.class).start()) {
			assertThat(context.getBean(LocalField.class).text).isEqualTo("<" + ATTACK + ">");
		}
	}

	@Test
	void childContextThatIsNotGuardedRefusesAttackOnly() {
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().start()) {
			assertThatThrownBy(() -> child(context)).hasRootCauseInstanceOf(ValueInExpressionException.class);
		}
		this.vault.putSecret("key", "p#{a");
		try (ConfigurableApplicationContext context = application().start()) {
			assertThatThrownBy(() -> child(context)).hasRootCauseInstanceOf(ValueInExpressionException.class);
		}
		this.vault.putSecret("key", "p#a'ss{");
		try (ConfigurableApplicationContext context = application().start();
				AnnotationConfigApplicationContext child = child(context)) {
			assertThat(child.getBean(Plain.class).plain).isEqualTo("p#a'ss{");
		}
	}

	@Test
	void childApplicationThatImportsNothingIsGuarded() {
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().start();
				ConfigurableApplicationContext child = new SpringApplicationBuilder(Fields.class).parent(context)
					.web(WebApplicationType.NONE)
					.bannerMode(Banner.Mode.OFF)
					.run()) {
			assertThat(child.getBean(Fields.class).plain).isEqualTo(ATTACK);
			assertThat(child.getBean(Fields.class).trimmed).isEqualTo(ATTACK);
		}
	}

	@Test
	void contextWithoutConfigurerResolvesAsSpringDoes() {
		this.vault.putSecret("key", ATTACK);
		try (ConfigurableApplicationContext context = application().configuration(Plain.class).start()) {
			assertThat(context.getBean(Plain.class).plain).isEqualTo(ATTACK);
			assertThat(evaluate(context, "${missing} ${other.key} #{1+1}")).isEqualTo("${missing} <" + ATTACK + "> 2");
			assertThat(evaluate(context, "${missing} #{1+1}")).isEqualTo("${missing} 2");
		}
	}

	@Test
	void resolveWhenVaultAsksForItResolvesPlaceholdersAndEvaluatesNothing() {
		this.vault.putSecret("key", "${app.user}:" + ATTACK);
		try (ConfigurableApplicationContext context = application().argument("--app.user=us#{1}er")
			.argument("--keyvault.vaults.demo.resolve-placeholders=true")
			.start()) {
			String expected = "us#{1}er:" + ATTACK;
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo(expected);
			assertThat(evaluate(context, "${app.key}")).isEqualTo(expected);
			assertThat(evaluate(context, "#{'${app.key}'}")).isEqualTo(expected);
			assertThatThrownBy(() -> evaluate(context, "#{${app.key}}")).isInstanceOf(ValueInExpressionException.class);
		}
	}

	private static AnnotationConfigApplicationContext child(ConfigurableApplicationContext parent) {
		AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext();
		child.setParent(parent);
		child.register(PropertyPlaceholderAutoConfiguration.class, Plain.class);
		child.refresh();
		return child;
	}

	private static void assertFailsWithoutValue(ThrowingCallable start) {
		assertThatThrownBy(start).hasRootCauseInstanceOf(ValueInExpressionException.class)
			.rootCause()
			.message()
			.startsWith("Key 'app.key' is part of an expression")
			.doesNotContain("T(")
			.doesNotContain("s3cret-of-code");
	}

	private ApplicationRun application() {
		return ApplicationRun.in(this.directory)
			.vault("demo", this.vault)
			.argument("--spring.config.import=keyvault:")
			.argument("--keyvault.vaults.demo.keys.app.key=key")
			.argument("--other.key=<${app.key}>");
	}

	private String evaluate(String value, String text) {
		this.vault.putSecret("key", value);
		try (ConfigurableApplicationContext context = application().argument("--second.key=${app.key}").start()) {
			return evaluate(context, text);
		}
	}

	private static String evaluate(ConfigurableApplicationContext context, String text) {
		return new EmbeddedValueResolver(context.getBeanFactory()).resolveStringValue(text);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Fields {

		@Value("${app.key}")
		String plain;

		@Value("#{'${app.key}'.trim()}")
		String trimmed;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Code {

		@Value("#{${app.key}}")
		Object code;

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

		@Value("${app.key}")
		String plain;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Conditional {

		@Bean
		@ConditionalOnExpression("'${app.key}' == 'x'")
		Holder conditional() {
			return new Holder();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Registrar.class)
	static class Defined {

	}

	static class Registrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

		private String text = "";

		@Override
		public void setEnvironment(Environment environment) {
			this.text = environment.getProperty("text", "${local}");
		}

		@Override
		public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
			registry.registerBeanDefinition("holder",
					BeanDefinitionBuilder.genericBeanDefinition(Holder.class)
						.addPropertyValue("text", new TypedStringValue(this.text))
						.getBeanDefinition());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Local {

		@Bean
		static PropertySourcesPlaceholderConfigurer configurer() {
			PropertySourcesPlaceholderConfigurer configurer = new PropertySourcesPlaceholderConfigurer();
			Properties properties = new Properties();
			properties.setProperty("local", "<${app.key}>");
			configurer.setProperties(properties);
			return configurer;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Local.class, Registrar.class })
	static class LocalDefinition {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Local.class)
	static class LocalField {

		@Value("${local}")
		String text;

	}

	/**
	 * A bean that is made by its definition alone.
	 */
	public static class Holder {

		private String text = "";

		public void setText(String text) {
			this.text = text;
		}

	}

}
