package dev.keyvault.spring.config;

import java.nio.file.Path;

import org.springframework.boot.test.system.CapturedOutput;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts applications that import something they cannot use, and looks for it in what
 * they print, at every level of their logs.
 */
public final class FailingStart {

	public static final String PORT = "s3cret-p0rt-that-is-none";

	private final Path directory;

	private final EmbeddedKeyVaultExtension payments;

	public FailingStart(Path directory, EmbeddedKeyVaultExtension payments) {
		this.directory = directory;
		this.payments = payments;
	}

	public void fail(Class<?> configuration, String yaml) {
		ApplicationRun run = ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: 'keyvault:'\n" + yaml)
			.vault("payments", this.payments.vault())
			.configuration(configuration);
		assertThat(catchThrowable(run::start)).isNotNull();
	}

	public static void assertSilent(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START")
			.doesNotContain("p0rt-")
			.doesNotContain("s3cret-n4me-of-");
	}

}
