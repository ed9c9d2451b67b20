package dev.keyvault.spring.config;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Notes the map keys that binding would alter: outside brackets Spring Boot drops the
 * characters that property names do not have.
 */
final class KeySpelling implements BindHandler {

	private static final ConfigurationPropertyName VAULTS = ConfigurationPropertyName.of("keyvault.vaults");

	private static final int VAULT_AT = VAULTS.getNumberOfElements();

	private final Map<Entry, String> altered = new HashMap<>();

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && VAULTS.isAncestorOf(name)
				&& property.getOrigin() instanceof PropertySourceOrigin origin) {
			for (SpelledMap map : SpelledMap.values()) {
				check(name, map, origin);
			}
		}
		return result;
	}

	private void check(ConfigurationPropertyName name, SpelledMap map, PropertySourceOrigin origin) {
		if (map.holds(name) && !(origin.getPropertySource() instanceof SystemEnvironmentPropertySource)) {
			String bound = map.key(name);
			String written = origin.getPropertyName();
			if (!map.isKept(bound, written)) {
				String vault = name.getElement(VAULT_AT, Form.ORIGINAL);
				this.altered.put(new Entry(vault, map, bound), map.writtenKey(written));
			}
		}
	}

	/**
	 * Check that binding did not alter a key.
	 * @param vault the name of the vault
	 * @param map the map
	 * @param key what the key became
	 * @throws InvalidPropertyException if it is written in another way
	 */
	void check(String vault, SpelledMap map, String key) {
		String written = this.altered.get(new Entry(vault, map, key));
		if (written != null) {
			throw new InvalidPropertyException(map.property(vault, written),
					"The %s '%s' of vault '%s' would become '%s': outside brackets Spring Boot drops characters from the keys of a map."
						.formatted(map, written, vault, key),
					"Write \"[%s]\", with the quotes, under '%s'.".formatted(written, map.property(vault)));
		}
	}

	private record Entry(String vault, SpelledMap map, String key) {

	}

}
