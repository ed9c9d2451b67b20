package dev.keyvault.spring.target;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import dev.keyvault.fixtures.MemoryMount;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.spring.config.ApplicationRun;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Runs applications that write files.
 */
@ExtendWith(OutputCaptureExtension.class)
class FilesTests {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final String DATA = """
			password: app.password
			token.txt: optional:app.token
			""";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	@BeforeEach
	void fill() {
		this.vault.putSecret("password", "s3cret-1");
	}

	@Test
	void filesAreThereBeforeTheApplicationIsReady() {
		try (ConfigurableApplicationContext context = run(DATA).configuration(ReadingConfiguration.class).start()) {
			assertThat(context.getBean(ReadingConfiguration.class).atStart).hasValue("s3cret-1");
			assertThat(root().resolve("token.txt")).doesNotExist();
			assertThat(details(context)).isEqualTo(Map.of("result", "created"));
		}
		assertThat(root().resolve("password")).hasContent("s3cret-1");
	}

	@Test
	void filesFollowARotation(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run(DATA).start()) {
			this.vault.putSecret("password", "s3cret-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			awaitContent("password", "s3cret-2");
			assertThat(output).contains("Target 'files': updated").doesNotContain("nothing is known to follow");
			assertThat(output).doesNotContain("s3cret");
		}
	}

	@Test
	void fileOfAnOptionalKeyComesWithIt() throws Exception {
		try (ConfigurableApplicationContext context = run("late.txt: optional:app.late\n").start()) {
			assertThat(details(context)).isEqualTo(Map.of("result", "created"));
			this.vault.putSecret("late-token", "s3cret-token");
			context.getBean(KeyVaultRefresher.class).refresh();
			awaitContent("late.txt", "s3cret-token");
		}
	}

	@Test
	void filesThatOthersEditAndDeleteAreRepaired() {
		try (ConfigurableApplicationContext context = run(DATA).argument("--keyvault.refresh.interval=1s").start()) {
			assertThat(root().resolve("password")).exists();
			edit();
			awaitContent("password", "s3cret-1");
			assertThat(health(context).getStatus()).isEqualTo(Status.UP);
		}
	}

	private void edit() {
		try {
			Path file = root().resolve("password").toRealPath();
			Files.delete(file);
			Files.writeString(file, "edited");
			Files.delete(root().resolve("password"));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	@ParameterizedTest
	@MethodSource
	void valueArrivesToTheCharacter(String value) throws IOException {
		this.vault.putSecret("password", value);
		run(DATA).start().close();
		assertThat(Files.readString(root().resolve("password"))).isEqualTo(value);
	}

	static String[] valueArrivesToTheCharacter() {
		return new String[] { "${x}", "#{1+1}", "", "a\nb\n", "s3cret-ü€😀", "x".repeat(25 * 1024) };
	}

	@Test
	void binaryValueIsWrittenAsBytes() {
		this.vault.putSecret("password", "AP8KDQ==");
		run(DATA, "password#base64").start().close();
		assertThat(root().resolve("password")).hasBinaryContent(new byte[] { 0, (byte) 0xFF, 10, 13 });
	}

	@Test
	void pathsAndModesArriveAsWritten() throws IOException {
		run("""
				a.b_C.txt: app.password
				"[tls/web.crt]":
				  key: app.password
				  mode: "0444"
				  directory-mode: "0755"
				"[tls.key]": app.password
				"[x.mode]":
				  key: app.password
				  mode: "440"
				""").start().close();
		assertThat(mode("a.b_C.txt")).isEqualTo("r--------");
		assertThat(mode("tls.key")).isEqualTo("r--------");
		assertThat(mode("x.mode")).isEqualTo("r--r-----");
		assertThat(mode("tls/web.crt")).isEqualTo("r--r--r--");
		assertThat(mode("tls")).isEqualTo("rwxr-xr-x");
		assertThat(mode("..data")).isEqualTo("rwx------");
	}

	@Test
	void generalModesAreThoseOfAllFiles() throws IOException {
		run(DATA).argument("--keyvault.files.mode=0440")
			.argument("--keyvault.files.directory-mode=0750")
			.start()
			.close();
		assertThat(mode("password")).isEqualTo("r--r-----");
		assertThat(mode("")).isEqualTo("rwxr-x---");
	}

	@Test
	void variableNamesAFile() {
		run("").variable("KEYVAULT_FILES_DATA_DBPASSWORD", "app.password").start().close();
		assertThat(root().resolve("dbpassword")).hasContent("s3cret-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "db-password", "db.password" })
	void variableThatMayMeanAnotherFileIsRefused(String path) {
		String variable = path.equals("db-password") ? "KEYVAULT_FILES_DATA_DBPASSWORD"
				: "KEYVAULT_FILES_DATA_DB_PASSWORD";
		String file = path.equals("db-password") ? "dbpassword" : "db.password";
		ApplicationRun run = run(path.equals("db-password") ? "db-password: app.password\n" : "").variable(variable,
				"app.password");
		assertThatException().isThrownBy(run::start)
			.withMessageContaining(
					"The variable '%s' would become the file '%s': variables spell neither '-', '_', '.' and '/' nor upper case."
						.formatted(variable, file));
	}

	@Test
	void directoryThatCannotBeWrittenIsAProblemAndNotTheEnd(CapturedOutput output) throws Exception {
		Files.writeString(root(), "a file");
		try (ConfigurableApplicationContext context = run(DATA).argument("--keyvault.files.directory=" + root() + "/x")
			.start()) {
			String reason = "The files in '%s/x' cannot be written: Not a directory.".formatted(root());
			String action = "Check the file system at '%s/x'.".formatted(root());
			assertThat(output).contains(reason + " " + action);
			assertThat(health(context).getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
			assertThat(details(context)).containsEntry("result", "failed")
				.containsEntry("reason", reason)
				.containsEntry("action", action);
			this.vault.putSecret("password", "s3cret-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getBean(Environment.class).getProperty("app.password")).isEqualTo("s3cret-2");
			Files.delete(root());
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(root().resolve("x/password")).hasContent("s3cret-2"));
		}
	}

	@Test
	void readOnlyFileSystemIsAProblemUntilItIsWritable(CapturedOutput output) throws Exception {
		try (MemoryMount mount = MemoryMount.at(root(), "ro,size=1m");
				ConfigurableApplicationContext context = run(DATA).start()) {
			assertThat(output).contains(
					"The files in '%1$s' cannot be written: Read-only file system. Mount a volume that can be written at '%1$s', such as an emptyDir of medium Memory."
						.formatted(root()));
			mount.remount("rw");
			awaitContent("password", "s3cret-1");
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(output).contains("Target 'files': created (recovered after "));
			assertThat(details(context)).isEqualTo(Map.of("result", "created"));
		}
	}

	@Test
	void secondApplicationOnADirectoryIsToldAndTakesOver(CapturedOutput output) {
		ConfigurableApplicationContext first = run(DATA).start();
		try (ConfigurableApplicationContext second = run("other: app.password\n").start()) {
			assertThat(output).contains(
					"The files in '%s' are written by another process or application. Give each application a directory of its own."
						.formatted(root()));
			assertThat(health(second).getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
			assertThat(root().resolve("other")).doesNotExist();
			first.close();
			awaitContent("other", "s3cret-1");
		}
		finally {
			first.close();
		}
	}

	@Test
	void linkOutOfTheDirectoryIsReportedAndLeftAlone(CapturedOutput output) throws IOException {
		Path outside = Files.writeString(this.directory.resolve("outside"), "not ours");
		Files.createDirectory(root());
		Files.createSymbolicLink(root().resolve("password"), outside);
		run(DATA).start().close();
		assertThat(output).contains(
				"The files in '%1$s' cannot be written: 'password' is there already, and nothing says that an application with this library has written it. Move '%1$s/password' away, or write the files elsewhere."
					.formatted(root()));
		assertThat(outside).hasContent("not ours");
	}

	@Test
	void filesOfOthersStay() throws IOException {
		Files.createDirectory(root());
		Files.writeString(root().resolve("mine"), "not ours");
		run(DATA).start().close();
		run("other: app.password\n").start().close();
		assertThat(root().resolve("mine")).hasContent("not ours");
		assertThat(root().resolve("other")).hasContent("s3cret-1");
		assertThat(root().resolve("password")).doesNotExist();
	}

	@Test
	void applicationWithoutFilesHasNoTarget() {
		try (ConfigurableApplicationContext context = ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: \"keyvault:\"\n")
			.vault("demo", this.vault)
			.start()) {
			assertThat(context.containsBean("keyVaultTargetsLifecycle")).isFalse();
		}
	}

	private ApplicationRun run(String data) {
		return run(data, "password");
	}

	private ApplicationRun run(String data, String reference) {
		return ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault:
				  vaults.demo.keys:
				    app.password: "%s"
				    app.token: optional:token
				    app.late: optional:late-token
				  refresh.enabled: false
				  files:
				    directory: "%s"
				    data:
				%s""".formatted(reference, root(), data.indent(6))).vault("demo", this.vault);
	}

	private Path root() {
		return this.directory.resolve("files");
	}

	private String mode(String path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(root().resolve(path)));
	}

	private void awaitContent(String path, String content) {
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(root().resolve(path)).hasContent(content));
	}

	private static Health health(ConfigurableApplicationContext context) {
		return context.getBean(KeyVaultTargetsHealthIndicator.class).health();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> details(ConfigurableApplicationContext context) {
		return (Map<String, Object>) health(context).getDetails().get("files");
	}

	/**
	 * Reads a file when the application has started, before its runners.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ReadingConfiguration {

		private final AtomicReference<String> atStart = new AtomicReference<>();

		@Bean
		ApplicationListener<ApplicationStartedEvent> reader(Environment environment) {
			return (started) -> this.atStart
				.set(read(Path.of(environment.getRequiredProperty("keyvault.files.directory"), "password")));
		}

		private static String read(Path file) {
			try {
				return Files.readString(file);
			}
			catch (IOException ex) {
				return ex.toString();
			}
		}

	}

}
