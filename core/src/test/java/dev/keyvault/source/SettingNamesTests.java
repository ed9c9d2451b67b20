package dev.keyvault.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the core to {@link Setting}: how settings are spelled is the application's
 * business.
 */
class SettingNamesTests {

	private static final Pattern PROPERTY = Pattern
		.compile("\"[^\"\\n]*(?<!dev\\.)\\bkeyvault\\.(?!dev/)[a-z]+[^\"\\n]*\"");

	@Test
	void coreSpellsNoPropertyOfTheStarter() throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			List<String> spelled = sources.filter((path) -> path.toString().endsWith(".java"))
				.flatMap((path) -> PROPERTY.matcher(read(path)).results().map(MatchResult::group))
				.toList();
			assertThat(spelled).isEmpty();
		}
	}

	private static String read(Path path) {
		try {
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
