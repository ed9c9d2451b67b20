package dev.keyvault.spring.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
	TAG("import-all.tags"),

	/**
	 * The SSL bundles.
	 */
	SSL_BUNDLE("ssl-bundles");

	private static final int AT = ConfigurationPropertyName.of("keyvault.vaults").getNumberOfElements() + 1;

	private final String map;

	private final String start;

	SpelledMap(String map) {
		this.map = map;
		String last = map.substring(map.lastIndexOf('.') + 1);
		this.start = "(?i)\\." + last.replace("-", "[-_]?");
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
		return Stream.of("." + key, "[" + key + "]")
			.filter(property::endsWith)
			.map((end) -> property.substring(0, property.length() - end.length()))
			.anyMatch((start) -> start.matches(".*" + this.start));
	}

	String writtenKey(String property) {
		Matcher matcher = Pattern.compile(this.start + "\\.").matcher(property);
		return matcher.find() ? property.substring(matcher.end()) : property;
	}

	String property(String vault) {
		return VaultSettingsReader.property(vault, this.map);
	}

	String property(String vault, String key) {
		return "%s[%s]".formatted(property(vault), key);
	}

	@Override
	public String toString() {
		return (this == SSL_BUNDLE) ? "SSL bundle" : name().toLowerCase(Locale.ROOT);
	}

}
