package dev.keyvault.spring.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.spring.config.KeyVaultImportException;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RotatingApplication;
import dev.keyvault.target.Target;
import dev.keyvault.target.WriteResult;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Runs the example of {@code docs/targets.md}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PasswordFileTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String LINE = "db.example.com:5432:*:report:";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	@BeforeEach
	void fill() {
		this.vault.putSecret("report-password", "s3cret:of\\report");
		this.vault.putSecret("other", "s3cret-pa55-of-other");
	}

	@Test
	void fileIsWrittenBeforeTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = start(file(), PasswordFileConfiguration.class)) {
			assertThat(file()).hasContent(LINE + "s3cret\\:of\\\\report");
			assertThat(details(context)).isEqualTo(Map.of("result", "created"));
		}
	}

	@Test
	void fileFollowsRotation(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = start(file(), PasswordFileConfiguration.class)) {
			this.vault.putSecret("report-password", "s3cret-pa55-of-report-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			awaitContent(LINE + "s3cret-pa55-of-report-2\n");
			assertThat(output).contains("Target 'pgpass': updated").doesNotContain("nothing is known to follow");
		}
	}

	@Test
	void fileStaysWhenAnotherKeyIsRotated() throws IOException {
		try (ConfigurableApplicationContext context = start(file(), PasswordFileConfiguration.class)) {
			FileTime before = FileTime.from(Instant.EPOCH);
			Files.setLastModifiedTime(file(), before);
			this.vault.putSecret("other", "s3cret-pa55-of-other-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(Files.getLastModifiedTime(file())).isEqualTo(before);
		}
	}

	@Test
	void keyWithoutAValueIsReportedInTheWordsOfTheTarget(CapturedOutput output) {
		try (ConfigurableApplicationContext context = RotatingApplication
			.of(this.vault, PasswordFileConfiguration.class)
			.key("app.other", "other")
			.property("app.report.file", file().toString())
			.start()) {
			assertThat(output).contains("Key 'app.report.password' has no value. Import the key, or correct its name.");
			assertThat(health(context).getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
			assertThat(details(context)).containsEntry("result", "failed")
				.containsEntry("reason", "Key 'app.report.password' has no value.")
				.containsEntry("action", "Import the key, or correct its name.")
				.containsKey("retryAt");
		}
	}

	@Test
	void failureIsLoggedWithoutItsMessageAndRetried(CapturedOutput output) throws Exception {
		Path late = this.directory.resolve("s3cret-directory").resolve(".pgpass");
		try (ConfigurableApplicationContext context = start(late, PasswordFileConfiguration.class)) {
			assertThat(output).contains("Target 'pgpass' could not be handled: java.nio.file.NoSuchFileException at ");
			Files.createDirectory(late.getParent());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(output).contains("Target 'pgpass': created (recovered after "));
			assertThat(late).exists();
			assertThat(details(context)).isEqualTo(Map.of("result", "created"));
			assertThat(output).doesNotContain("s3cret");
		}
	}

	@Test
	void failingTargetKeepsNoOtherFromBeingWritten() {
		try (ConfigurableApplicationContext context = start(file(), PasswordFileConfiguration.class,
				FailingConfiguration.class)) {
			assertThat(file()).exists();
			assertThat(health(context).getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
			assertThat(health(context).getDetails()).containsOnlyKeys("pgpass", "failing");
		}
	}

	@Test
	void fileThatAReaderHasFoundIsWritten() {
		try (ConfigurableApplicationContext context = RotatingApplication.of(this.vault)
			.key("app.report.password", "report-password")
			.property("app.pgpass.file", file().toString())
			.start()) {
			assertThat(file()).hasContent(LINE + "s3cret\\:of\\\\report");
			assertThat(context.getBean("passwordFile")).isInstanceOf(PasswordFile.class);
		}
	}

	@Test
	void mistakeThatAReaderHasFoundFailsTheStart() {
		assertThatExceptionOfType(KeyVaultImportException.class)
			.isThrownBy(() -> RotatingApplication.of(this.vault)
				.key("app.other", "other")
				.property("app.pgpass.file", file().toString())
				.start())
			.withMessageContaining("The password file needs key 'app.report.password', which no vault imports.");
		assertThat(file()).doesNotExist();
	}

	private Path file() {
		return this.directory.resolve(".pgpass");
	}

	private ConfigurableApplicationContext start(Path file, Class<?>... configuration) {
		return RotatingApplication.of(this.vault, configuration)
			.key("app.report.password", "report-password")
			.key("app.other", "other")
			.property("app.report.file", file.toString())
			.start();
	}

	private void awaitContent(String content) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(file()).hasContent(content));
	}

	private static Health health(ConfigurableApplicationContext context) {
		return context.getBean(KeyVaultTargetsHealthIndicator.class).health();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> details(ConfigurableApplicationContext context) {
		return (Map<String, Object>) health(context).getDetails().get("pgpass");
	}

	// tag::password-file-bean[]
	@Configuration(proxyBeanMethods = false)
	static class PasswordFileConfiguration {

		@Bean
		PasswordFile passwordFile(@Value("${app.report.file}") Path file) {
			return new PasswordFile(file);
		}

	}
	// end::password-file-bean[]

	/**
	 * A target that cannot be written.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FailingConfiguration {

		@Bean
		Target failing() {
			return new Target() {

				@Override
				public String name() {
					return "failing";
				}

				@Override
				public Set<NamedKey> keys() {
					return Set.of();
				}

				@Override
				public WriteResult write(Snapshot snapshot) {
					throw new IllegalStateException("s3cret-of-target");
				}

			};
		}

	}

}
