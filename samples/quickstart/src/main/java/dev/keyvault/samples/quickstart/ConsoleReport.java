package dev.keyvault.samples.quickstart;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.keyvault.spring.refresh.KeyVaultRotatedEvent;
import dev.keyvault.spring.refresh.RotatedKey;

/**
 * Prints the keys when the application has started, and each key that is rotated.
 */
@Component
final class ConsoleReport implements ApplicationRunner {

	private final KeyOverview overview;

	private final ChangeHistory history;

	ConsoleReport(KeyOverview overview, ChangeHistory history) {
		this.overview = overview;
		this.history = history;
	}

	@Override
	public void run(ApplicationArguments args) {
		System.out.printf("%n%s%n%napp.connection-string: %s%n%n", table(), this.history.read().connectionString());
	}

	private TextTable table() {
		Stream<List<String>> header = Stream.of(List.of("KEY", "OBJECT", "VERSION", "VALUE"));
		Stream<List<String>> keys = this.overview.keys().stream().map(ConsoleReport::row);
		return new TextTable(Stream.concat(header, keys).toList());
	}

	private static List<String> row(ImportedKey key) {
		return List.of(key.name(), key.object(), key.version(), KeyOverview.MASK);
	}

	@EventListener
	void report(KeyVaultRotatedEvent event) {
		event.keys().forEach(ConsoleReport::report);
	}

	private static void report(RotatedKey key) {
		System.out.printf("Rotated: %s has version %s of %s/%s now, before %s%n", key.key(), key.after(),
				key.object().kind().word(), key.object().name(), key.before());
	}

}
