package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a placeholder which is meant and leads nowhere fails the start, without the
 * value around it.
 */
@ExtendWith(OutputCaptureExtension.class)
class OpenPlaceholdersTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private String version = "";

	@TempDir
	Path directory;

	@BeforeEach
	void fill() {
		this.version = this.vault.putSecret("key", "pa${app.user}55-of-key");
	}

	@Test
	void startWhenPlaceholderLeadsNowhereTellsKeyAndCure(CapturedOutput output) {
		assertThatThrownBy(() -> application(Field.class).start()).isInstanceOf(KeyVaultImportException.class)
			.hasNoCause()
			.hasMessage(message());
		assertThat(output).contains(message().substring(message().indexOf("The value"), message().indexOf("Action")))
			.doesNotContain("55-of-key");
	}

	@Test
	void startWhenPlaceholderLeadsToItselfTellsKeyAndCure(CapturedOutput output) {
		this.version = this.vault.putSecret("key", "pa${app.key}55-of-key");
		assertThatThrownBy(() -> application(Field.class).start()).hasNoCause().hasMessage(message());
		assertThat(output).doesNotContain("55-of-key");
	}

	@Test
	void startWhenConditionReadsValueDoesNotShowIt(CapturedOutput output) {
		assertThatThrownBy(() -> application(Condition.class).start()).isInstanceOf(RuntimeException.class);
		assertThat(output).contains("the messages of what was thrown show an imported value; they are left out")
			.doesNotContain("55-of-key");
	}

	@Test
	void startWhenPlaceholderOfPemTextLeadsNowhereTellsKey() {
		String pem = this.vault.putSecret("pem", "${app.user}55-of-key");
		assertThatThrownBy(() -> application(ApplicationRun.Empty.class)
			.argument("--keyvault.vaults.demo.keys.server.ssl.certificate=pem")
			.start())
			.isInstanceOf(KeyVaultImportException.class)
			.hasMessageContaining(
					"The value of key 'server.ssl.certificate', from secret 'pem' version " + pem.substring(0, 8))
			.hasMessageNotContaining("55-of-key");
	}

	@Test
	void startWhenClassesAddWhatPlaceholderNamesResolvesIt() {
		try (ConfigurableApplicationContext context = application(Source.class).start()) {
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("pauser55-of-key");
		}
	}

	@Test
	void startWhenAnotherPropertyTakesThePlaceOfTheValueIsLeftAlone() {
		try (ConfigurableApplicationContext context = application(Field.class).argument("--app.key=mine").start()) {
			assertThat(context.getBean(Field.class).key).isEqualTo("mine");
		}
	}

	private String message() {
		return """
				Keys could not be imported from Azure Key Vault:

				The value of key 'app.key', from secret 'key' version %s of vault 'demo' (%s), has a placeholder that nothing resolves.
				    app.key: secret/key

				Action:

				Set the property that the placeholder names, correct the value in the vault, or take away \
				'keyvault.vaults.demo.resolve-placeholders' if values are to arrive as they are."""
			.formatted(this.version.substring(0, 8), this.vault.endpoint());
	}

	private ApplicationRun application(Class<?> configuration) {
		return ApplicationRun.in(this.directory)
			.configuration(configuration)
			.vault("demo", this.vault)
			.argument("--spring.config.import=keyvault:")
			.argument("--keyvault.refresh.enabled=false")
			.argument("--keyvault.vaults.demo.resolve-placeholders=true")
			.argument("--keyvault.vaults.demo.keys.app.key=key");
	}

	@Configuration(proxyBeanMethods = false)
	static class Field {

		@Value("${app.key}")
		String key = "";

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("app.key")
	static class Condition {

	}

	@Configuration(proxyBeanMethods = false)
	@PropertySource("classpath:dev/keyvault/spring/config/user.properties")
	static class Source {

	}

}
