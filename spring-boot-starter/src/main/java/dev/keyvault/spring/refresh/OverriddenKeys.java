package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * Finds imported keys that another property source overrides, in any spelling, and
 * reports them when the application starts and when a decrypted one is rotated.
 */
final class OverriddenKeys implements SmartInitializingSingleton, RotationReport {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private final ConfigurableEnvironment environment;

	private final Set<String> reported = new HashSet<>();

	OverriddenKeys(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Find the source that a property is from.
	 * @param environment the environment, with its configuration property sources
	 * @param property the name of the property
	 * @return the source, or {@code null} if none has it
	 */
	static @Nullable PropertySource<?> winner(ConfigurableEnvironment environment, String property) {
		return sources(environment).filter((source) -> has(source, property))
			.map((source) -> (PropertySource<?>) Objects.requireNonNull(source.getUnderlyingSource()))
			.findFirst()
			.orElse(null);
	}

	private static Stream<ConfigurationPropertySource> sources(ConfigurableEnvironment environment) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		boolean attached = environment.getPropertySources()
			.stream()
			.anyMatch(ConfigurationPropertySources::isAttachedConfigurationPropertySource);
		(attached ? ConfigurationPropertySources.get(environment)
				: ConfigurationPropertySources.from(environment.getPropertySources()))
			.forEach(sources::add);
		return sources.stream().filter((source) -> source.getUnderlyingSource() instanceof PropertySource<?>);
	}

	private static boolean has(ConfigurationPropertySource source, String property) {
		return ((PropertySource<?>) Objects.requireNonNull(source.getUnderlyingSource())).containsProperty(property)
				|| find(source, property) != null;
	}

	private static @Nullable ConfigurationProperty find(ConfigurationPropertySource source, String property) {
		return source.getConfigurationProperty(ConfigurationPropertyName.adapt(property, '.'));
	}

	/**
	 * Find the keys.
	 * @return the keys that are overridden now
	 */
	List<OverriddenKey> find() {
		return this.environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((KeyVaultPropertySource) source).getPropertyNames())
				.map((key) -> find(source, key)))
			.filter(Objects::nonNull)
			.toList();
	}

	@SuppressWarnings("ReferenceEquality")
	private @Nullable OverriddenKey find(PropertySource<?> own, String key) {
		PropertySource<?> winner = winner(this.environment, key);
		return (winner == null || winner == own) ? null : new OverriddenKey(key, winner.getName(), origin(winner, key));
	}

	private @Nullable String origin(PropertySource<?> winner, String key) {
		return sources(this.environment).filter((source) -> winner.equals(source.getUnderlyingSource()))
			.map((source) -> find(source, key))
			.filter(Objects::nonNull)
			.map(ConfigurationProperty::getOrigin)
			.filter(Objects::nonNull)
			.map(Object::toString)
			.findFirst()
			.orElse(null);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<OverriddenKey> keys = find();
		if (!keys.isEmpty()) {
			logger.info("Imported, but overridden: {}. Their rotation has no effect.",
					keys.stream().map(OverriddenKey::toString).collect(Collectors.joining(", ")));
		}
	}

	@Override
	public void report(EnvironmentChange change, Followed followed) {
		find().stream()
			.filter(OverriddenKey::isDecrypted)
			.map(OverriddenKey::key)
			.filter((key) -> change.rotation().changes().stream().anyMatch((each) -> each.key().value().equals(key)))
			.filter(this.reported::add)
			.forEach(OverriddenKeys::warnOfDecrypted);
	}

	private static void warnOfDecrypted(String key) {
		logger.warn(
				"Rotated '{}', but Spring Cloud decrypted it at the start and keeps what came out. Restart the application, "
						+ "or store the value without {}: the vault encrypts it itself.",
				key, "{cipher}");
	}

}
