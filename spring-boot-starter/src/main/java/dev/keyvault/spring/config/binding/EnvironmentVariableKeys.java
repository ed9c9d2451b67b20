package dev.keyvault.spring.config.binding;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.keyvault.spring.config.binding.MapKeys.Owner;

/**
 * Checks Secrets and their keys that only environment variables name. Variables spell
 * neither upper case nor dashes, and their underscores may stand for any character, but
 * names in Kubernetes are exact.
 */
final class EnvironmentVariableKeys {

	private static final String ACTION = "Declare it in a configuration file or in the variable 'SPRING_APPLICATION_JSON', which spell every name.";

	private final Map<MapKey, String> keys = new HashMap<>();

	private final Map<String, String> secrets = new HashMap<>();

	void note(ConfigurationPropertyName name, String variable, BindContext context) {
		if (!Owner.SECRET.has(name)) {
			return;
		}
		ConfigurationPropertyName secret = name.chop(Owner.SECRET.at() + 1);
		if (!isNamedElsewhere(context, (other) -> secret.isAncestorOf(other))) {
			this.secrets.put(Owner.SECRET.name(secret), variable);
		}
		for (MapKeys map : MapKeys.values()) {
			if (map.hold(name) && !isNamedElsewhere(context,
					(other) -> secret.isAncestorOf(other) && map.hold(other) && map.key(other).equals(map.key(name)))) {
				this.keys.put(key(Owner.SECRET.name(name), map, map.key(name)), variable);
			}
		}
	}

	private static boolean isNamedElsewhere(BindContext context, Predicate<ConfigurationPropertyName> choice) {
		return StreamSupport.stream(context.getSources().spliterator(), false)
			.flatMap(EnvironmentVariableKeys::names)
			.anyMatch(choice);
	}

	private static Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
		boolean variables = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
		return (!variables && source instanceof IterableConfigurationPropertySource known) ? known.stream()
				: Stream.empty();
	}

	private static MapKey key(String owner, MapKeys map, String key) {
		return new MapKey(UniformName.of(owner), map, key);
	}

	/**
	 * Check that no variable creates a second Secret in place of the one it means.
	 * @param name the name of the Secret
	 * @param names the names of all Secrets
	 * @throws InvalidPropertyException if another name is left with the same letters and
	 * digits
	 */
	void checkSecret(String name, Set<String> names) {
		String variable = this.secrets.get(name);
		if (variable != null) {
			other(name, names).ifPresent((other) -> {
				throw new InvalidPropertyException(variable,
						"The variable '%s' would make a Secret '%s' beside '%s': variables do not reach a name with dots."
							.formatted(variable, name, other),
						ACTION);
			});
		}
	}

	/**
	 * Return whether a key is only what a variable calls another key.
	 * @param key the key of a map of a Secret
	 * @param values the map
	 * @return whether it stands beside the key that it is meant to be, with the same
	 * value
	 * @throws InvalidPropertyException if the variable may mean another key than this
	 */
	boolean isTwin(MapKey key, Map<String, String> values) {
		String variable = this.keys.get(key(key.owner(), key.map(), key.key()));
		if (variable == null) {
			return false;
		}
		Optional<String> other = other(key.key(), values.keySet());
		boolean twin = other.map(values::get).filter(Objects.requireNonNull(values.get(key.key()))::equals).isPresent();
		if (!twin && (other.isPresent() || key.key().contains("."))) {
			throw new InvalidPropertyException(variable,
					"The variable '%s' would become the %s '%s' of Secret '%s': variables spell neither '-', '_' and '.' nor upper case."
						.formatted(variable, key.map(), key.key(), key.owner()),
					ACTION);
		}
		return twin;
	}

	private static Optional<String> other(String name, Set<String> names) {
		return names.stream()
			.filter((other) -> !other.equals(name) && UniformName.of(other).equals(UniformName.of(name)))
			.findFirst();
	}

}
