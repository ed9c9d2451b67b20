package dev.keyvault.spring.aot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

import dev.keyvault.spring.IsolatedClasspath;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Processes an application ahead of time, as the build plugins of Spring Boot do, and
 * compiles what comes out.
 */
final class AheadOfTime {

	private final Path folder;

	AheadOfTime(Path folder) {
		this.folder = folder;
	}

	/**
	 * Process an application.
	 * @param application the class with its main method
	 * @param arguments what the main method gets
	 * @return the classpath that the processed application starts with
	 */
	IsolatedClasspath process(Class<?> application, String... arguments) {
		Path classes = this.folder.resolve("classes");
		Settings settings = Settings.builder()
			.sourceOutput(this.folder.resolve("sources"))
			.resourceOutput(this.folder.resolve("resources"))
			.classOutput(classes)
			.groupId("dev.keyvault")
			.artifactId("aot")
			.build();
		new SpringApplicationAotProcessor(application, settings, arguments).process();
		compile(classes);
		write(classes.resolve("spring.properties"), "spring.aot.enabled=true");
		return IsolatedClasspath.with(classes, this.folder.resolve("resources"));
	}

	private void compile(Path classes) {
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
				classes + File.pathSeparator + System.getProperty("java.class.path")));
		sources().stream().map(Path::toString).forEach(arguments::add);
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
	}

	private List<Path> sources() {
		try (Stream<Path> files = Files.walk(this.folder.resolve("sources"))) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the code that came out.
	 * @return the text of all files
	 */
	String code() {
		return sources().stream().map(AheadOfTime::read).collect(Collectors.joining());
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path file, String text) {
		try {
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
