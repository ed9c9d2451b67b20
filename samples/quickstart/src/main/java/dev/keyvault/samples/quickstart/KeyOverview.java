package dev.keyvault.samples.quickstart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.stereotype.Component;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.spring.config.KeyVaultOrigin;
import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * Tells which keys the environment has from vaults now, and shows their values to nobody.
 */
@Component
final class KeyOverview {

	/**
	 * What stands for a value, however long that is.
	 */
	static final String MASK = "********";

	private final ConfigurableEnvironment environment;

	KeyOverview(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	List<ImportedKey> keys() {
		return valued().map(Valued::key).toList();
	}

	/**
	 * Find the keys whose values, as they are now, a text contains.
	 * @param text the text
	 * @return the keys, in their order
	 */
	List<ImportedKey> keysIn(SensitiveValue text) {
		return valued().filter((each) -> text.reveal().contains(each.value())).map(Valued::key).toList();
	}

	/**
	 * Put the mask in the place of each value that a text contains.
	 * @param text the text
	 * @return the text without the values
	 */
	String mask(SensitiveValue text) {
		String masked = text.reveal();
		for (Valued longest : valued().sorted(Comparator.comparing(Valued::length).reversed()).toList()) {
			masked = masked.replace(longest.value(), MASK);
		}
		return masked;
	}

	private Stream<Valued> valued() {
		return this.environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map(KeyVaultPropertySource.class::cast)
			.flatMap(this::valued);
	}

	private Stream<Valued> valued(KeyVaultPropertySource source) {
		return Stream.of(source.getPropertyNames())
			.flatMap((name) -> key(name, source.getOrigin(name)).stream())
			.map((key) -> new Valued(key,
					this.environment.resolvePlaceholders(String.valueOf(source.getProperty(key.name())))))
			.filter((each) -> each.length() > 0);
	}

	private static Optional<ImportedKey> key(String name, @Nullable Origin origin) {
		return (origin instanceof KeyVaultOrigin vault) ? Optional.of(new ImportedKey(name, vault.object()))
				: Optional.empty();
	}

	/**
	 * A key with its value.
	 *
	 * @param key the key
	 * @param value the value
	 */
	private record Valued(ImportedKey key, String value) {

		int length() {
			return this.value.length();
		}

	}

}
