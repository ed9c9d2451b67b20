package dev.keyvault.spring.config;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.bootstrap.BootstrapRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;

import dev.keyvault.object.SensitiveValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link UnsupportedSpringBootException}, also in the log of an application
 * with a real Spring Boot 3, whose jars the build puts aside.
 */
class UnsupportedSpringBootTests {

	private static final File JARS = new File("target/spring-boot-3");

	@TempDir
	Path directory;

	@Test
	void checkWhenSpringBootIsNewEnoughPasses() {
		assertThatCode(() -> UnsupportedSpringBootException.check(getClass().getClassLoader(), "4.1.2"))
			.doesNotThrowAnyException();
	}

	@Test
	void checkWhenSpringBootIsTooOldTellsWhichIsNeeded() {
		ClassLoader old = new FilteredClassLoader(BootstrapRegistry.class);
		assertThatExceptionOfType(UnsupportedSpringBootException.class)
			.isThrownBy(() -> UnsupportedSpringBootException.check(old, "3.5.16"))
			.withMessage("Key Vault for Spring needs Spring Boot 4.0 or newer, "
					+ "and this application runs with Spring Boot 3.5.16.");
	}

	@Test
	@Timeout(120)
	void applicationWithSpringBoot3IsToldWhichIsNeeded() throws IOException, InterruptedException {
		assumeThat(JARS).as("jars of Spring Boot 3, which Maven puts there").isDirectory();
		assertThat(run()).contains("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Key Vault for Spring needs Spring Boot 4.0 or newer, and this application runs with Spring Boot 3.5.""")
			.contains("""
					Action:

					Upgrade the application to Spring Boot 4 (the version of 'spring-boot-starter-parent' or \
					'spring-boot-dependencies'), or take 'keyvault-spring-boot-starter' out. There is no version of \
					it for Spring Boot 3.
					""")
			.doesNotContain("NoSuchMethodError");
	}

	private String run() throws IOException, InterruptedException {
		File output = this.directory.resolve("output").toFile();
		Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-cp", classPath(), "org.springframework.boot.SpringApplication", "--spring.config.import=keyvault:",
				"--spring.main.web-application-type=none")
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		assertThat(application.waitFor()).isNotZero();
		return Files.readString(output.toPath(), StandardCharsets.UTF_8);
	}

	private static String classPath() {
		List<String> paths = new ArrayList<>();
		Stream
			.of(UnsupportedSpringBootException.class, SensitiveValue.class, LoggerFactory.class, LoggerContext.class,
					Context.class)
			.map((type) -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
			.forEach(paths::add);
		paths.add(JARS.getAbsolutePath() + File.separator + "*");
		return String.join(File.pathSeparator, paths);
	}

}
