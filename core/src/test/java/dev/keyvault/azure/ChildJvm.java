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
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ReadInChild.class.getName(),
						embedded.endpoint().toString(), embedded.certificateAuthorityFile().toString()));
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((name) -> name.startsWith("AZURE_") || name.startsWith("KUBERNETES_"));
		builder.environment().putAll(variables);
		return lastLine(builder);
	}

	private static String lastLine(ProcessBuilder builder) {
		try {
			Process process = builder.start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			return output.substring(output.lastIndexOf('\n') + 1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
