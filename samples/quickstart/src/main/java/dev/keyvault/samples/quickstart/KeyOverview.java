package dev.keyvault.samples.quickstart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

import dev.keyvault.spring.config.KeyVaultOrigin;
import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * Tells which keys the environment has from vaults, and shows their values to nobody.
 */
@Component
final class KeyOverview {

	/**
	 * What stands for a value, however long that is.
	 */
	static final String MASK = "********";

	private final ConfigurableEnvironment environment;

	private final AppSettings settings;

	KeyOverview(ConfigurableEnvironment environment, AppSettings settings) {
		this.environment = environment;
		this.settings = settings;
	}

	List<ImportedKey> keys() {
		return sources().flatMap(KeyOverview::keys).toList();
	}

	private static Stream<ImportedKey> keys(KeyVaultPropertySource source) {
		return Stream.of(source.getPropertyNames()).flatMap((name) -> key(name, source.getOrigin(name)).stream());
	}

	private static Optional<ImportedKey> key(String name, @Nullable Origin origin) {
		return (origin instanceof KeyVaultOrigin vault) ? Optional.of(new ImportedKey(name, vault.object()))
				: Optional.empty();
	}

	String connectionString() {
		String masked = this.settings.connectionString().reveal();
		for (String value : longestFirst()) {
			masked = masked.replace(value, MASK);
		}
		return masked;
	}

	private List<String> longestFirst() {
		return sources().flatMap((source) -> Stream.of(source.getPropertyNames()).map(source::getProperty))
			.map(String::valueOf)
			.filter((value) -> !value.isEmpty())
			.sorted(Comparator.comparing(String::length).reversed())
			.toList();
	}

	private Stream<KeyVaultPropertySource> sources() {
		return this.environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map(KeyVaultPropertySource.class::cast);
	}

}
