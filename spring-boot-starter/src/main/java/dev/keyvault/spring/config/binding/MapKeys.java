package dev.keyvault.spring.config.binding;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

import dev.keyvault.Internal;

/**
 * The maps of a vault or a Secret whose keys binding must not alter.
 */
@Internal
public enum MapKeys {

	/**
	 * The keys to import.
	 */
	KEY("keys", "vault", "keyvault.vaults"),

	/**
	 * The tags that secrets must have.
	 */
	TAG("import-all.tags", "vault", "keyvault.vaults"),

	/**
	 * The SSL bundles.
	 */
	SSL_BUNDLE("ssl-bundles", "vault", "keyvault.vaults"),

	/**
	 * The entries of a Secret.
	 */
	SECRET_ENTRY("data", "Secret", "keyvault.kubernetes.secrets"),

	/**
	 * The labels of a Secret.
	 */
	SECRET_LABEL("labels", "Secret", "keyvault.kubernetes.secrets"),

	/**
	 * The annotations of a Secret.
	 */
	SECRET_ANNOTATION("annotations", "Secret", "keyvault.kubernetes.secrets");

	private final String map;

	private final String owner;

	private final String root;

	private final String start;

	MapKeys(String map, String owner, String root) {
		this.map = map;
		this.owner = owner;
		this.root = root;
		String last = map.substring(map.lastIndexOf('.') + 1);
		this.start = "(?i)\\." + last.replace("-", "[-_]?");
	}

	boolean holds(ConfigurationPropertyName name) {
		return root().isAncestorOf(name) && name.getNumberOfElements() > keyAt()
				&& name.chop(keyAt()).subName(ownerAt() + 1).equals(ConfigurationPropertyName.of(this.map));
	}

	String key(ConfigurationPropertyName name) {
		StringBuilder key = new StringBuilder();
		for (int i = keyAt(); i < name.getNumberOfElements(); i++) {
			key.append(key.isEmpty() ? "" : ".").append(name.getElement(i, Form.ORIGINAL));
		}
		return key.toString();
	}

	private int keyAt() {
		return ownerAt() + 1 + ConfigurationPropertyName.of(this.map).getNumberOfElements();
	}

	private int ownerAt() {
		return root().getNumberOfElements();
	}

	private ConfigurationPropertyName root() {
		return ConfigurationPropertyName.of(this.root);
	}

	String ownerName(ConfigurationPropertyName name) {
		return name.getElement(ownerAt(), Form.ORIGINAL);
	}

	String owner() {
		return this.owner;
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

	/**
	 * Return the property of the map.
	 * @param ownerName the name of the vault or the Secret
	 * @return such as {@code keyvault.vaults.payments.keys}
	 */
	public String property(String ownerName) {
		return "%s.%s.%s".formatted(this.root, ownerName, this.map);
	}

	/**
	 * Return the property of a key of the map.
	 * @param ownerName the name of the vault or the Secret
	 * @param key the key
	 * @return such as {@code keyvault.vaults.payments.keys[app.api-key]}
	 */
	public String property(String ownerName, String key) {
		return "%s[%s]".formatted(property(ownerName), key);
	}

	@Override
	public String toString() {
		String word = name().substring(name().lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
		return (this == SSL_BUNDLE) ? "SSL bundle" : word;
	}

}
