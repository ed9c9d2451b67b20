package dev.keyvault.samples.quickstart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FailedStartTests {

	@Test
	void processWithEmbeddedVaultEndsWithCode1WhenImportFails(@TempDir Path directory) throws Exception {
		File output = directory.resolve("output.txt").toFile();
		Process process = start(output, "--keyvault.vaults.demo.keys.absent=no-such-secret");
		try {
			assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(process.exitValue()).isEqualTo(1);
		assertThat(Files.readString(output.toPath())).contains("Secret 'no-such-secret' does not exist in vault 'demo'")
			.doesNotContain("not-a-real");
	}

	private static Process start(File output, String argument) throws Exception {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				QuickstartApplication.class.getName(), argument)
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
	}

}
