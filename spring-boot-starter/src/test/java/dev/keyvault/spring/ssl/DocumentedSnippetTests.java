package dev.keyvault.spring.ssl;

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
 * Holds the snippets of the documentation to the code that ran.
 */
class DocumentedSnippetTests {

	private static final Pattern REGION = Pattern.compile("(?s)// tag::(\\S+)\\[]\n(.*?)// end::\\1\\[]");

	@Test
	void regionsAreInTheDocumentationAsTheyRan() throws IOException {
		List<String> pages = read(Path.of("../docs"));
		List<String> regions = read(Path.of("src/test/java/dev/keyvault/spring/ssl")).stream()
			.flatMap((source) -> REGION.matcher(source).results())
			.map((MatchResult region) -> region.group(2).strip())
			.toList();
		assertThat(regions).isNotEmpty()
			.allSatisfy((region) -> assertThat(pages).anySatisfy((page) -> assertThat(page).contains(region)));
	}

	private static List<String> read(Path directory) throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			return files.filter(Files::isRegularFile).map(DocumentedSnippetTests::content).toList();
		}
	}

	private static String content(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
