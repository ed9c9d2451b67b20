package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that a value which an environment would change is refused.
 */
class EscapeCharacterTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	@ParameterizedTest
	@NullSource
	@ValueSource(chars = '@')
	void startWhenPlaceholderCannotBeEscapedFailsWithKeyAndCure(@Nullable Character escape) {
		String version = this.vault.putSecret("key", "pa${x}55-of-key");
		assertThatThrownBy(() -> application(escape).start()).hasMessage("""
				Keys could not be imported from Azure Key Vault:

				%s
				    app.key: secret/key

				Action:

				Leave 'spring.placeholder.escapeCharacter.default' and the escape character of the environment alone, \
				or set 'keyvault.vaults.demo.resolve-placeholders' if placeholders are meant."""
			.formatted(reason(version)));
	}

	@Test
	void refreshWhenPlaceholderCannotBeEscapedKeepsValue() {
		this.vault.putSecret("key", "s3cret-pa55-of-${start");
		try (ConfigurableApplicationContext context = application(null).start()) {
			String version = this.vault.putSecret("key", "pa${x}55-of-key");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rejected()).singleElement()
				.extracting(RefreshResult.RejectedKey::reason)
				.isEqualTo(reason(version));
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("s3cret-pa55-of-${start");
		}
	}

	@Test
	void startWhenPlaceholdersAreMeantResolvesThem() {
		this.vault.putSecret("key", "pa${app.user}55-of-key");
		try (ConfigurableApplicationContext context = application(null).argument("--app.user=user")
			.argument("--keyvault.vaults.demo.resolve-placeholders=true")
			.start()) {
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("pauser55-of-key");
		}
	}

	private String reason(String version) {
		return "The value of key 'app.key', from secret 'key' version %s of vault 'demo' (%s), "
			.formatted(version.substring(0, 8), this.vault.endpoint())
				+ "looks as if it had a placeholder, and Spring would resolve it: "
				+ "the escape character of placeholders is not the backslash.";
	}

	private ApplicationRun application(@Nullable Character escape) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setEscapeCharacter(escape);
		return ApplicationRun.in(this.directory)
			.environment(environment)
			.vault("demo", this.vault)
			.argument("--spring.config.import=keyvault:")
			.argument("--keyvault.refresh.enabled=false")
			.argument("--keyvault.vaults.demo.keys.app.key=key");
	}

}
