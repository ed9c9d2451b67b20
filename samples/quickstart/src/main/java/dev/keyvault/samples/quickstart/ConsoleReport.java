package dev.keyvault.samples.quickstart;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Prints the keys when the application has started.
 */
@Component
final class ConsoleReport implements ApplicationRunner {

	private final KeyOverview overview;

	ConsoleReport(KeyOverview overview) {
		this.overview = overview;
	}

	@Override
	public void run(ApplicationArguments args) {
		System.out.printf("%n%s%n%napp.connection-string: %s%n%n", table(), this.overview.connectionString());
	}

	private TextTable table() {
		Stream<List<String>> header = Stream.of(List.of("KEY", "OBJECT", "VERSION", "VALUE"));
		Stream<List<String>> keys = this.overview.keys().stream().map(ConsoleReport::row);
		return new TextTable(Stream.concat(header, keys).toList());
	}

	private static List<String> row(ImportedKey key) {
		return List.of(key.name(), key.object(), key.version(), KeyOverview.MASK);
	}

}
