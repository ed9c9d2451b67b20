package dev.keyvault.samples.quickstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes the application ahead of time, as {@code spring-boot:process-aot} does, and
 * starts what comes out.
 */
class AheadOfTimeTests {

	private static final String CLASSPATH = System.getProperty("java.class.path");

	private static final String EXIT = "--demo.exit-after-start=true";

	private static final String UNSCOPED = "--spring.cloud.refresh.enabled=false";

	@TempDir
	private Path folder;

	@Test
	void processedApplicationStartsAndImports() throws Exception {
		run("process", CLASSPATH, SpringApplicationAotProcessor.class, QuickstartApplication.class.getName(),
				path("sources"), path("resources"), path("classes"), "dev.keyvault", "quickstart", EXIT, UNSCOPED);
		compile();
		String classpath = String.join(File.pathSeparator, path("classes"), path("resources"), CLASSPATH);
		assertThat(run("start", classpath, QuickstartApplication.class, EXIT, UNSCOPED))
			.contains("Imported 2 keys from Azure Key Vault")
			.contains("databasepassword")
			.doesNotContain("not-a-real");
	}

	private String path(String name) {
		return this.folder.resolve(name).toString();
	}

	private void compile() throws IOException {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", path("classes"), "-cp",
				path("classes") + File.pathSeparator + CLASSPATH));
		try (Stream<Path> files = Files.walk(this.folder.resolve("sources"))) {
			files.filter((file) -> file.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
		}
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
			.isZero();
	}

	private String run(String name, String classpath, Class<?> main, String... arguments) throws Exception {
		File output = this.folder.resolve(name + ".txt").toFile();
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classpath,
						"-Dspring.aot.enabled=" + name.equals("start"), main.getName()));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		try {
			assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		String text = Files.readString(output.toPath());
		assertThat(process.exitValue()).as(text).isZero();
		return text;
	}

}
