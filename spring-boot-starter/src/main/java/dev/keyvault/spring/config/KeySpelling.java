package dev.keyvault.spring.config;

import java.util.LinkedHashMap;
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

	private static final int KEYS_AT = VAULTS.getNumberOfElements() + 1;

	private final Map<String, Map<String, String>> altered = new LinkedHashMap<>();

	@Override
	public @Nullable Object onSuccess(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Object result) {
		ConfigurationProperty property = context.getConfigurationProperty();
		if (property != null && isKey(name) && property.getOrigin() instanceof PropertySourceOrigin origin) {
			check(name, origin);
		}
		return result;
	}

	private boolean isKey(ConfigurationPropertyName name) {
		return VAULTS.isAncestorOf(name) && name.getNumberOfElements() > KEYS_AT + 1
				&& "keys".equals(name.getElement(KEYS_AT, Form.UNIFORM));
	}

	private void check(ConfigurationPropertyName name, PropertySourceOrigin origin) {
		String bound = boundKey(name);
		String written = origin.getPropertyName();
		boolean kept = written.endsWith("keys." + bound) || written.endsWith("keys[" + bound + "]");
		if (!kept && !(origin.getPropertySource() instanceof SystemEnvironmentPropertySource)) {
			String vault = name.getElement(KEYS_AT - 1, Form.ORIGINAL);
			this.altered.computeIfAbsent(vault, (key) -> new LinkedHashMap<>()).put(bound, writtenKey(written));
		}
	}

	private static String boundKey(ConfigurationPropertyName name) {
		StringBuilder key = new StringBuilder();
		for (int i = KEYS_AT + 1; i < name.getNumberOfElements(); i++) {
			key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
		}
		return key.toString();
	}

	private static String writtenKey(String property) {
		int keys = property.indexOf(".keys.");
		return (keys != -1) ? property.substring(keys + ".keys.".length()) : property;
	}

	/**
	 * Return the keys of a vault that binding altered.
	 * @param vault the name of the vault
	 * @return the keys as they were written, by what they became
	 */
	Map<String, String> altered(String vault) {
		return this.altered.getOrDefault(vault, Map.of());
	}

}
