package dev.keyvault.spring.config;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A file {@code META-INF/spring.factories} of a test.
 */
final class SpringFactories {

	private final Path classes;

	SpringFactories(Path directory, Class<?> type, String... implementations) throws IOException {
		this.classes = directory.resolve("classes");
		Files.writeString(Files.createDirectories(this.classes.resolve("META-INF")).resolve("spring.factories"),
				"%s=%s".formatted(type.getName(), String.join(",", List.of(implementations))));
	}

	/**
	 * Do something while the file is on the class path.
	 * @param <T> the type of result
	 * @param call what to do
	 * @return its result
	 * @throws IOException if the class path cannot be closed
	 */
	<T> T call(Supplier<T> call) throws IOException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { this.classes.toUri().toURL() }, before)) {
			thread.setContextClassLoader(loader);
			return call.get();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
