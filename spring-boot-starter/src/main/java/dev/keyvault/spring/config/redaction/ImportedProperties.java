package dev.keyvault.spring.config.redaction;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

import dev.keyvault.Internal;

/**
 * Finds the properties that hold imported values, also those whose text refers to them
 * with placeholders, and decides what a property may be called where values are not
 * shown.
 */
@Internal
public final class ImportedProperties {

	private static final String UNKNOWN = "what its placeholders refer to";

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper(
			SystemPropertyUtils.PLACEHOLDER_PREFIX, SystemPropertyUtils.PLACEHOLDER_SUFFIX,
			SystemPropertyUtils.VALUE_SEPARATOR, SystemPropertyUtils.ESCAPE_CHARACTER, true);

	private final List<ConfigurationPropertySource> sources;

	private final @Nullable ConfigurableEnvironment environment;

	private ImportedProperties(List<ConfigurationPropertySource> sources,
			@Nullable ConfigurableEnvironment environment) {
		this.sources = sources;
		this.environment = environment;
	}

	/**
	 * Find the imported properties of an environment.
	 * @param environment the environment
	 * @return the properties
	 */
	public static ImportedProperties of(ConfigurableEnvironment environment) {
		return new ImportedProperties(
				StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false).toList(),
				environment);
	}

	/**
	 * Find the imported properties that can have to do with a failure.
	 * @param environment the environment, or {@code null} if it is not known, as before
	 * there is a context; then a property with placeholders counts as imported
	 * @param failure the failure
	 * @return the properties
	 */
	static ImportedProperties of(@Nullable Environment environment, BindException failure) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			return of(configurable);
		}
		ConfigurationProperty property = failure.getProperty();
		ConfigurationPropertySource source = (property != null) ? property.getSource() : null;
		return new ImportedProperties(Stream.ofNullable(source).toList(), null);
	}

	/**
	 * Find the imported properties at and below a prefix.
	 * @param prefix the prefix
	 * @return the properties, and what their values are from
	 */
	public Map<ConfigurationPropertyName, String> below(ConfigurationPropertyName prefix) {
		Map<ConfigurationPropertyName, String> found = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : this.sources) {
			if (source instanceof IterableConfigurationPropertySource known) {
				known.stream()
					.filter((name) -> prefix.equals(name) || prefix.isAncestorOf(name))
					.forEach((name) -> add(known.getConfigurationProperty(name), found));
			}
		}
		return found;
	}

	private void add(@Nullable ConfigurationProperty property, Map<ConfigurationPropertyName, String> found) {
		Set<String> origins = (property != null) ? origins(property) : Set.of();
		if (property != null && !origins.isEmpty()) {
			found.putIfAbsent(property.getName(), String.join(", ", origins));
		}
	}

	private Set<String> origins(ConfigurationProperty property) {
		ImportedOrigin imported = imported(property.getOrigin());
		return (imported != null) ? Set.of(imported.toString()) : originsIn(String.valueOf(property.getValue()));
	}

	/**
	 * Find the imported values that a text refers to with placeholders.
	 * @param text the text
	 * @return what the values are from
	 */
	Set<String> originsIn(String text) {
		ConfigurableEnvironment known = this.environment;
		if (!text.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX)) {
			return Set.of();
		}
		return (known != null) ? originsIn(text, known) : Set.of(UNKNOWN);
	}

	private static Set<String> originsIn(String text, ConfigurableEnvironment environment) {
		Set<String> found = new LinkedHashSet<>();
		try {
			PLACEHOLDERS.replacePlaceholders(text, (name) -> raw(name, environment, found));
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that leads to itself has no value that could be shown.
		}
		return found;
	}

	private static @Nullable String raw(String name, ConfigurableEnvironment environment, Set<String> found) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			Object value = source.getProperty(name);
			if (value != null) {
				ImportedOrigin imported = imported(OriginLookup.getOrigin(source, name));
				if (imported != null) {
					found.add(imported.toString());
				}
				return (imported != null) ? "" : value.toString();
			}
		}
		return null;
	}

	private static @Nullable ImportedOrigin imported(@Nullable Origin origin) {
		Origin known = (origin instanceof PropertySourceOrigin wrapper) ? wrapper.getOrigin() : origin;
		return Stream.concat(Stream.ofNullable(known), Origin.parentsFrom(known).stream())
			.filter(ImportedOrigin.class::isInstance)
			.map(ImportedOrigin.class::cast)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return what to call a property where values are not shown. The names of the members
	 * of a JSON object are from a vault, too, so they are not shown either.
	 * @param name the name of the property
	 * @return the name, or that of the key with a {@code *} for the member
	 */
	public String shown(String name) {
		ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
		return parents().filter((parent) -> parent.isAncestorOf(adapted))
			.findFirst()
			.map((parent) -> parent + ".*")
			.orElse(name);
	}

	private Stream<ConfigurationPropertyName> parents() {
		return redacted().flatMap(RedactedPropertySource::parents)
			.map((key) -> ConfigurationPropertyName.adapt(key.value(), '.'))
			.distinct();
	}

	/**
	 * Return whether a text shows an imported value.
	 * @param text the text
	 * @return whether some value is part of the text
	 */
	boolean areShownIn(String text) {
		return redacted().anyMatch((source) -> source.areShownIn(text));
	}

	private Stream<RedactedPropertySource> redacted() {
		return this.sources.stream()
			.map(ConfigurationPropertySource::getUnderlyingSource)
			.filter(RedactedPropertySource.class::isInstance)
			.map(RedactedPropertySource.class::cast);
	}

	@Override
	public String toString() {
		return redacted().map(RedactedPropertySource::getName).collect(Collectors.joining(", "));
	}

}
