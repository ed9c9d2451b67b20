package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.ObjectAttributes;
import dev.keyvault.test.ObjectType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code import-all} in full applications.
 */
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
					ObjectAttributes.DEFAULT.tag("app", "payments").tag("Cost Center", "7").tag("cost_Center", "7")));
		vault.putSecret("disabled--name", "disabled");
		vault.setEnabled(ObjectType.SECRET, "disabled--name", false);
		vault.putCertificate("web--tls");
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
