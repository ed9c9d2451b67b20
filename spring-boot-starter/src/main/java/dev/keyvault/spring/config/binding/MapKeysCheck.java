package dev.keyvault.spring.config.binding;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import dev.keyvault.Internal;
import dev.keyvault.source.Problem;
import dev.keyvault.spring.config.binding.MapKeys.Owner;

/**
 * Checks that binding does not alter map keys: outside brackets Spring Boot drops the
 * characters that are not allowed in property names.
 */
@Internal
public final class MapKeysCheck implements BindHandler {

	private final Map<MapKey, String> altered = new HashMap<>();

	private final Map<String, String> alteredSecrets = new HashMap<>();

	private final EnvironmentVariableKeys variables = new EnvironmentVariableKeys();

	private final AmbiguousNames names = new AmbiguousNames();

	private final FileNames files = new FileNames();

	@Override
	public <T> @Nullable Bindable<T> onStart(ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
		if (areEntries(name)) {
			for (ConfigurationPropertySource source : context.getSources()) {
				noteNameless(name, source.getConfigurationProperty(name));
			}
		}
		return target;
	}

	private static boolean areEntries(ConfigurationPropertyName name) {
		return Owner.SECRET.has(name) && name.getNumberOfElements() == Owner.SECRET.at() + 2
				&& name.getLastElement(Form.UNIFORM).equals("data");
	}

	// A key of which no character is left becomes a value of the map itself.
	private void noteNameless(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
		if (property != null && property.getOrigin() instanceof PropertySourceOrigin origin
				&& origin.getPropertyName().endsWith("*")) {
			this.altered.put(nameless(name), MapKeys.SECRET_ENTRY.writtenKey(origin.getPropertyName()));
		}
	}

	private static MapKey nameless(ConfigurationPropertyName entries) {
		return new MapKey(Owner.SECRET.name(entries), MapKeys.SECRET_ENTRY, "");
	}

	@Override
	public Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
			throws Exception {
		if (areEntries(name) && this.altered.containsKey(nameless(name))) {
			return Map.of();
		}
		throw error;
	}

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && property.getName().equals(name)
				&& property.getOrigin() instanceof PropertySourceOrigin origin) {
			note(name, origin, context);
		}
		return result;
	}

	private void note(ConfigurationPropertyName name, PropertySourceOrigin origin, BindContext context) {
		this.files.note(name, origin);
		if (origin.getPropertySource() instanceof SystemEnvironmentPropertySource) {
			this.variables.note(name, origin.getPropertyName(), context);
			return;
		}
		this.names.note(origin);
		noteSecret(name, origin.getPropertyName());
		for (MapKeys map : MapKeys.values()) {
			check(name, map, origin);
		}
	}

	private void noteSecret(ConfigurationPropertyName name, String property) {
		String written = Owner.SECRET.findWritten(property);
		if (written != null && Owner.SECRET.has(name) && !written.equals(Owner.SECRET.name(name))) {
			this.alteredSecrets.put(Owner.SECRET.name(name), written);
		}
	}

	/**
	 * Return what is wrong with names of vaults and Secrets, whatever binding made of
	 * them.
	 * @return the problems
	 */
	public List<Problem> problems() {
		return this.names.problems();
	}

	/**
	 * Check that binding did not alter the name of a Secret.
	 * @param name the name as binding gives it
	 * @param names the names of all Secrets
	 * @throws InvalidPropertyException if it is written in another way, or may be meant
	 * to be the name of another
	 */
	public void checkSecret(String name, Set<String> names) {
		this.variables.checkSecret(name, names);
		String written = this.alteredSecrets.get(name);
		if (written != null) {
			throw new InvalidPropertyException("%s.%s".formatted(Owner.SECRET.root(), written),
					"The Secret '%s' would become '%s': outside brackets Spring Boot drops characters from the keys of a map."
						.formatted(written, name),
					"Write a name of lower-case letters, digits, dashes and dots.");
		}
	}

	private void check(ConfigurationPropertyName name, MapKeys map, PropertySourceOrigin origin) {
		if (map.hold(name)) {
			String bound = map.key(name);
			String written = origin.getPropertyName();
			if (!map.isKept(bound, written)) {
				this.altered.put(new MapKey(map.owner().name(name), map, bound), map.writtenKey(written));
			}
		}
	}

	/**
	 * Check that binding did not alter a key.
	 * @param owner the name of the vault or the Secret
	 * @param map the map
	 * @param key the key as binding gives it
	 * @throws InvalidPropertyException if it is written in another way
	 */
	public void check(String owner, MapKeys map, String key) {
		String written = this.altered.get(new MapKey(owner, map, key));
		if (written != null) {
			throw new InvalidPropertyException(map.property(owner, written),
					"The %s '%s' of %s '%s' would become '%s': outside brackets Spring Boot drops characters from the keys of a map."
						.formatted(map, written, map.owner(), owner, key),
					"Write \"[%s]\", with the quotes, under '%s'.".formatted(written, map.property(owner)));
		}
	}

	/**
	 * Check that binding did not alter a key of a Secret.
	 * @param key the key as binding gives it
	 * @param values the map that it is in
	 * @return whether it is a key, and not only what an environment variable calls
	 * another one
	 * @throws InvalidPropertyException if it is written in another way, or may be meant
	 * to be another key
	 */
	public boolean isKey(MapKey key, Map<String, String> values) {
		check(key.owner(), key.map(), key.key());
		return !this.variables.isTwin(key, values);
	}

	/**
	 * Check that binding did not alter the path of a file.
	 * @param path the path as binding gives it
	 * @param paths the paths of all files
	 * @throws InvalidPropertyException if it is written in another way, or may be meant
	 * to be the path of another
	 */
	public void checkFile(String path, Set<String> paths) {
		this.files.check(path, paths);
	}

}
