package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.PropertyPlaceholderHelper;
import org.springframework.util.SystemPropertyUtils;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * What a rotation means for the properties of an application: which of them change, by
 * name or because they refer to a key with a placeholder, and how the environment looks
 * before and after. A key that another property source overrides changes nothing.
 * Immutable.
 */
public final class EnvironmentChange {

	private static final PropertyPlaceholderHelper PLACEHOLDERS = new PropertyPlaceholderHelper(
			SystemPropertyUtils.PLACEHOLDER_PREFIX, SystemPropertyUtils.PLACEHOLDER_SUFFIX,
			SystemPropertyUtils.VALUE_SEPARATOR, SystemPropertyUtils.ESCAPE_CHARACTER, true);

	private final Rotation rotation;

	private final SnapshotEnvironment before;

	private final SnapshotEnvironment after;

	private final Map<ConfigurationPropertyName, Set<Change>> keys = new LinkedHashMap<>();

	private final Map<ConfigurationPropertyName, Set<Change>> properties = new LinkedHashMap<>();

	private EnvironmentChange(Rotation rotation, SnapshotEnvironment before, SnapshotEnvironment after) {
		this.rotation = rotation;
		this.before = before;
		this.after = after;
	}

	/**
	 * Find out what a rotation means for an environment.
	 * @param environment the environment of the application
	 * @param rotation the rotation, in force or only proposed
	 * @return the change
	 */
	public static EnvironmentChange of(ConfigurableEnvironment environment, Rotation rotation) {
		EnvironmentChange change = new EnvironmentChange(rotation,
				SnapshotEnvironment.of(environment, rotation.before()),
				SnapshotEnvironment.of(environment, rotation.after()));
		rotation.changes().stream().filter(change::isEffective).forEach((each) -> add(change.keys, each));
		change.keys.forEach((name, changes) -> change.properties.put(name, new LinkedHashSet<>(changes)));
		change.addReferring();
		return change;
	}

	private static void add(Map<ConfigurationPropertyName, Set<Change>> properties, Change change) {
		properties.computeIfAbsent(name(change.key().value()), (key) -> new LinkedHashSet<>()).add(change);
	}

	private boolean isEffective(Change change) {
		return wins(this.before, change) || wins(this.after, change);
	}

	private static boolean wins(ConfigurableEnvironment environment, Change change) {
		return OverriddenKeys.winner(environment, change.key().value()) instanceof KeyVaultPropertySource keys
				&& keys.getName().equals(change.declaration());
	}

	private void addReferring() {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.after)) {
			if (source instanceof IterableConfigurationPropertySource known) {
				known.forEach((name) -> addIfReferring(name, known.getConfigurationProperty(name)));
			}
		}
	}

	private void addIfReferring(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		Set<Change> changes = (property != null) ? changesIn(String.valueOf(property.getValue())) : Set.of();
		if (!changes.isEmpty()) {
			this.properties.computeIfAbsent(name, (key) -> new LinkedHashSet<>()).addAll(changes);
		}
	}

	private static ConfigurationPropertyName name(String property) {
		return ConfigurationPropertyName.adapt(property, '.');
	}

	/**
	 * Return the rotation.
	 * @return the rotation
	 */
	public Rotation rotation() {
		return this.rotation;
	}

	/**
	 * Return the environment without the rotation.
	 * @return the environment with the values that are or were in force
	 */
	public SnapshotEnvironment before() {
		return this.before;
	}

	/**
	 * Return the environment with the rotation.
	 * @return the environment with the values that come into force
	 */
	public SnapshotEnvironment after() {
		return this.after;
	}

	/**
	 * Return the changes of keys that are properties.
	 * @return the changes, without those of keys that another property source overrides
	 * and of SSL bundles
	 */
	public Set<Change> changes() {
		return union(this.keys.values().stream());
	}

	/**
	 * Return the changes that reach a property, by its name or through placeholders.
	 * @param property the name of the property, in any spelling
	 * @return the changes; empty if the property stays as it is
	 */
	public Set<Change> changesOf(String property) {
		return this.properties.getOrDefault(name(property), Set.of());
	}

	/**
	 * Return the changes that reach properties at or below a prefix.
	 * @param prefix the prefix of a configuration properties bean
	 * @return the changes; empty if all these properties stay as they are
	 */
	public Set<Change> changesBelow(String prefix) {
		ConfigurationPropertyName root = ConfigurationPropertyName.of(prefix);
		return union(this.properties.entrySet()
			.stream()
			.filter((entry) -> root.equals(entry.getKey()) || root.isAncestorOf(entry.getKey()))
			.map(Map.Entry::getValue));
	}

	private static Set<Change> union(Stream<Set<Change>> changes) {
		return changes.flatMap(Collection::stream).collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * Return the changes that a text refers to with its placeholders, be it through other
	 * properties.
	 * @param text the text, such as {@code Password=${db.password};}
	 * @return the changes; empty if the text has no placeholder that leads to one
	 */
	public Set<Change> changesIn(String text) {
		if (!text.contains(SystemPropertyUtils.PLACEHOLDER_PREFIX)) {
			return Set.of();
		}
		Set<Change> found = new LinkedHashSet<>();
		for (ConfigurableEnvironment environment : List.of(this.before, this.after)) {
			resolve(text, environment, found);
		}
		return found;
	}

	private void resolve(String text, ConfigurableEnvironment environment, Set<Change> found) {
		try {
			PLACEHOLDERS.replacePlaceholders(text, (placeholder) -> {
				found.addAll(this.keys.getOrDefault(name(placeholder), Set.of()));
				return raw(environment, placeholder);
			});
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that leads to itself has no value, before and after.
		}
	}

	private static @Nullable String raw(ConfigurableEnvironment environment, String property) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			Object value = source.getProperty(property);
			if (value != null) {
				return value.toString();
			}
		}
		return null;
	}

}
