package dev.keyvault.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Runs {@link ReadInChild}.
 */
final class ChildJvm {

	private ChildJvm() {
	}

	static String read(EmbeddedKeyVault embedded, Map<String, String> variables, String... arguments) {
		List<String> all = new ArrayList<>(List.of(ReadInChild.class.getName(), embedded.endpoint().toString(),
				embedded.certificateAuthorityFile().toString()));
		all.addAll(List.of(arguments));
		String output = run(variables, all.toArray(String[]::new));
		return output.substring(output.lastIndexOf('\n') + 1);
	}

	/**
	 * Run a class in a JVM of its own.
	 * @param variables the environment variables to set
	 * @param arguments options of the JVM, the name of the class, and its arguments
	 * @return all that it prints
	 */
	static String run(Map<String, String> variables, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path")));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment()
			.keySet()
			.removeIf((name) -> name.matches("(AZURE|KUBERNETES)_.*|(?i)(HTTPS?|NO|ALL)_PROXY|JAVA_TOOL_OPTIONS"));
		builder.environment().putAll(variables);
		try {
			return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
