package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link TargetReader}s that fail.
 */
class TargetReaderTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension();

	@TempDir
	Path directory;

	@Test
	void startWhenReadersFailReportsThemWithAllElseThatIsWrong() throws Exception {
		payments.vault().putSecret("app", "s3cret-of-app");
		SpringFactories factories = new SpringFactories(this.directory, TargetReader.class,
				FailingReader.class.getName(), "com.example.NoSuchReader");
		assertThat(factories.call(this::failure)).isEqualTo(
				"""
						Keys could not be imported from Azure Key Vault, for 3 reasons:

						1. The target reader 'com.example.NoSuchReader' cannot be created: java.lang.ClassNotFoundException.
						    com.example.NoSuchReader

						2. The target reader 'dev.keyvault.spring.config.TargetReaderTests$FailingReader' fails with java.lang.IllegalStateException at dev.keyvault.spring.config.TargetReaderTests$FailingReader.read(TargetReaderTests.java:{line}); the message is not shown, since it may quote a secret.
						    dev.keyvault.spring.config.TargetReaderTests$FailingReader

						3. Secret 'none' does not exist in vault 'payments' ({payments}).
						    app.none: secret/none

						Action:

						1. Correct its name in 'META-INF/spring.factories', or its constructor, which may take the 'Environment'.
						2. Correct the input of the reader. A reader reports what is wrong with its input by 'TargetContext.addProblem'.
						3. Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.""");
	}

	private String failure() {
		Throwable failure = catchThrowable(() -> ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  app.name: app
				  app.none: none
				""").vault("payments", payments.vault()).start());
		assertThat(failure).as("failure of the start").isNotNull();
		return FailureMessage.of(failure)
			.replace(payments.vault().endpoint().toString(), "{payments}")
			.replaceAll("Tests\\.java:\\d+", "Tests.java:{line}");
	}

	/**
	 * A reader that fails and quotes what it read.
	 */
	static final class FailingReader implements TargetReader {

		private final Environment environment;

		FailingReader(Environment environment) {
			this.environment = environment;
		}

		@Override
		public @Nullable DeclaredTarget read(TargetContext context) {
			assertThat(context.environment()).isSameAs(this.environment);
			throw new IllegalStateException("s3cret-of-reader");
		}

	}

}
