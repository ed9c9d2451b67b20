package dev.keyvault.spring.config;

import java.util.Locale;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * A map of a vault whose keys must come out of binding as they are written.
 */
enum SpelledMap {

	/**
	 * The keys to import.
	 */
	KEY("keys"),

	/**
	 * The tags that secrets must have.
	 */
	TAG("import-all.tags");

	private static final int AT = ConfigurationPropertyName.of("keyvault.vaults").getNumberOfElements() + 1;

	private final String map;

	SpelledMap(String map) {
		this.map = map;
	}

	boolean holds(ConfigurationPropertyName name) {
		return name.getNumberOfElements() > keyAt()
				&& name.chop(keyAt()).subName(AT).equals(ConfigurationPropertyName.of(this.map));
	}

	String key(ConfigurationPropertyName name) {
		StringBuilder key = new StringBuilder();
		for (int i = keyAt(); i < name.getNumberOfElements(); i++) {
			key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
		}
		return key.toString();
	}

	private int keyAt() {
		return AT + ConfigurationPropertyName.of(this.map).getNumberOfElements();
	}

	boolean isKept(String key, String property) {
		return property.endsWith(start() + "." + key) || property.endsWith(start() + "[" + key + "]");
	}

	String writtenKey(String property) {
		int start = property.indexOf("." + start() + ".");
		return (start != -1) ? property.substring(start + start().length() + 2) : property;
	}

	private String start() {
		return this.map.substring(this.map.lastIndexOf('.') + 1);
	}

	String property(String vault) {
		return VaultSettingsReader.property(vault, this.map);
	}

	String property(String vault, String key) {
		return "%s[%s]".formatted(property(vault), key);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
