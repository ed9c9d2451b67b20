package dev.keyvault.spring.config.binding;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
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
	KEY(Owner.VAULT, "keys"),

	/**
	 * The tags that secrets must have.
	 */
	TAG(Owner.VAULT, "import-all.tags"),

	/**
	 * The SSL bundles.
	 */
	SSL_BUNDLE(Owner.VAULT, "ssl-bundles"),

	/**
	 * The entries of a Secret.
	 */
	SECRET_ENTRY(Owner.SECRET, "data"),

	/**
	 * The labels of a Secret.
	 */
	SECRET_LABEL(Owner.SECRET, "labels"),

	/**
	 * The annotations of a Secret.
	 */
	SECRET_ANNOTATION(Owner.SECRET, "annotations");

	private final Owner owner;

	@SuppressWarnings("ImmutableEnumChecker")
	private final ConfigurationPropertyName map;

	private final String start;

	MapKeys(Owner owner, String map) {
		this.owner = owner;
		this.map = ConfigurationPropertyName.of(map);
		this.start = "(?i)\\." + this.map.getLastElement(Form.ORIGINAL).replace("-", "[-_]?");
	}

	boolean hold(ConfigurationPropertyName name) {
		return this.owner.has(name) && name.getNumberOfElements() > keyAt()
				&& name.chop(keyAt()).subName(this.owner.at() + 1).equals(this.map);
	}

	String key(ConfigurationPropertyName name) {
		return IntStream.range(keyAt(), name.getNumberOfElements())
			.mapToObj((i) -> name.getElement(i, Form.ORIGINAL))
			.collect(Collectors.joining("."));
	}

	private int keyAt() {
		return this.owner.at() + 1 + this.map.getNumberOfElements();
	}

	Owner owner() {
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
		return "%s.%s.%s".formatted(this.owner.root, ownerName, this.map);
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

	/**
	 * What has such maps.
	 */
	enum Owner {

		/**
		 * A vault.
		 */
		VAULT("vault", "vaults", "keyvault.vaults"),

		/**
		 * A Kubernetes Secret.
		 */
		SECRET("Secret", "Secrets", "keyvault.kubernetes.secrets");

		private final String word;

		private final String plural;

		@SuppressWarnings("ImmutableEnumChecker")
		private final ConfigurationPropertyName root;

		private final Pattern written;

		Owner(String word, String plural, String root) {
			this.word = word;
			this.plural = plural;
			this.root = ConfigurationPropertyName.of(root);
			this.written = Pattern
				.compile("(?i)" + Pattern.quote(root) + "(?:\\.(?<plain>[^.\\[]+)|\\[(?<bracketed>[^\\]]+)]).*");
		}

		boolean has(ConfigurationPropertyName name) {
			return this.root.isAncestorOf(name);
		}

		int at() {
			return this.root.getNumberOfElements();
		}

		String name(ConfigurationPropertyName name) {
			return name.getElement(at(), Form.ORIGINAL);
		}

		/**
		 * Find the name that a property is written with.
		 * @param property the property as it is written
		 * @return the name, or {@code null} if the property is of no such owner
		 */
		@Nullable String findWritten(String property) {
			Matcher matcher = this.written.matcher(property);
			if (!matcher.matches()) {
				return null;
			}
			return (matcher.group("plain") != null) ? matcher.group("plain") : matcher.group("bracketed");
		}

		ConfigurationPropertyName root() {
			return this.root;
		}

		String plural() {
			return this.plural;
		}

		@Override
		public String toString() {
			return this.word;
		}

	}

}
