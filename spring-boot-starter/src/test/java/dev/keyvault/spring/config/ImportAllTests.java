package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.ObjectType;
import dev.keyvault.test.VersionAttributes;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code import-all} in full applications.
 */
@ExtendWith(OutputCaptureExtension.class)
class ImportAllTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(ImportAllTests::fill);

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	static void fill(EmbeddedKeyVault vault) {
		for (int i = 0; i < 60; i++) {
			vault.putSecret("bulk--number-" + i, "value-" + i);
		}
		vault.put(EmbeddedSecret.named("tagged--api-key")
			.value("tagged")
			.attributes(
					VersionAttributes.DEFAULT.tag("app", "payments").tag("Cost Center", "7").tag("cost_Center", "7")));
		vault.putSecret("disabled--name", "disabled");
		vault.setEnabled(ObjectType.SECRET, "disabled--name", false);
		vault.putCertificate("web--tls");
		vault.putSecret("spring--main--banner-mode", "log");
		vault.putSecret("LOGGING--LEVEL--web", "trace");
	}

	@BeforeEach
	void forgetRequests() {
		this.vault.requests().reset();
	}

	@Test
	void everySecretIsImportedButDisabledAndManagedOnes() {
		assertThat(names("{naming: double-dash}")).hasSize(61)
			.contains("bulk.number-0", "bulk.number-59", "tagged.api-key");
		assertThat(this.vault.requests().count("/secrets")).isEqualTo(3 + 1);
	}

	@Test
	void globsAndPrefixAndNamingAreFollowed() {
		assertThat(names("{names: ['BULK--number-1?'], prefix: 'app.', naming: dash}")).hasSize(10)
			.contains("app.bulk.number.10", "app.bulk.number.19");
		assertThat(names("{names: ['bulk--number-1'], naming: as-is}")).containsExactly("bulk--number-1");
	}

	@Test
	void tagsAreFollowed() {
		assertThat(names("{tags: {app: payments}}")).containsExactly("tagged.api-key");
		assertThat(names("{tags: {app: other}}")).isEmpty();
	}

	@Test
	void tagsKeepTheirSpelling() {
		assertThat(names("{tags: {'[Cost Center]': '7'}}")).containsExactly("tagged.api-key");
		assertThat(names("{tags: {cost_Center: '7'}}")).containsExactly("tagged.api-key");
	}

	@Test
	void writtenKeyWinsOverFoundOne() {
		ApplicationRun run = application("{names: ['tagged--*']}")
			.argument("--keyvault.vaults.payments.keys.tagged.api-key=bulk--number-7");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("tagged.api-key")).isEqualTo("value-7");
		}
	}

	@Test
	void keyThatChangesTheApplicationIsNotImportedWhateverItsSpelling(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application("{names: ['*main*', 'logging*']}").start()) {
			assertThat(context.getEnvironment().getProperty("logging.level.web")).isNull();
			assertThat(output).containsOnlyOnce("WARN")
				.contains(
						"The keys 'LOGGING.LEVEL.web', 'spring.main.banner-mode' would change how the application runs or which of its parts others can reach. They are not imported. If you want them, name their secrets without '*' and '?' under 'keyvault.vaults.payments.import-all.names', or declare the keys.");
		}
	}

	@Test
	void keyThatChangesTheApplicationIsImportedIfItsSecretIsSpelledOut() {
		assertThat(names("{names: ['*main*', 'logging--level--web']}")).containsExactly("LOGGING.LEVEL.web");
	}

	@Test
	void keyThatChangesTheApplicationIsNotImportedLaterEither() {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.start();
				ConfigurableApplicationContext context = application("{prefix: 'spring.'}").vault("payments", other)
					.start()) {
			other.putSecret("main--lazy-initialization", "true");
			other.putSecret("mail--password", "value-of-mail");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getEnvironment().getProperty("spring.mail.password")).isEqualTo("value-of-mail");
			assertThat(context.getEnvironment().getProperty("spring.main.lazy-initialization")).isNull();
		}
	}

	@Test
	void nameThatIsOneWordToSpringBootSetsNothing() {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.start()) {
			other.putSecret("SPRING-MAIN-BANNER-MODE", "log");
			ApplicationRun run = application("{naming: as-is}").vault("payments", other);
			try (ConfigurableApplicationContext context = run.start()) {
				assertThat(context.getEnvironment().getProperty("SPRING-MAIN-BANNER-MODE")).isEqualTo("log");
				assertThat(context.getEnvironment().getProperty("spring.main.banner-mode")).isEqualTo("off");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "..spring.main.sources", "[spring].main", "spring", "].spring", "a\\.spring", "a" })
	void memberStaysBelowItsKey(String member) {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.start()) {
			other.putSecret("members", "{\"" + member.replace("\\", "\\\\") + "\": \"value\"}");
			ApplicationRun run = application("{names: ['none']}").vault("payments", other)
				.argument("--keyvault.vaults.payments.keys.app.map=members#*");
			try (ConfigurableApplicationContext context = run.start()) {
				assertThat(Binder.get(context.getEnvironment())
					.bind("app.map", Bindable.mapOf(String.class, Object.class))
					.get()).hasSize(1);
				assertThat(context.getEnvironment().containsProperty("spring.main.sources")).isFalse();
			}
		}
	}

	private String[] names(String importAll) {
		try (ConfigurableApplicationContext context = application(importAll).start()) {
			EnumerablePropertySource<?> source = (EnumerablePropertySource<?>) context.getEnvironment()
				.getPropertySources()
				.get("keyvault:");
			assertThat(source).isNotNull();
			return source.getPropertyNames();
		}
	}

	private ApplicationRun application(String importAll) {
		return ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.import-all: %s
				""".formatted(importAll)).vault("payments", this.vault);
	}

}
