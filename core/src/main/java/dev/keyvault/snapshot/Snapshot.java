package dev.keyvault.snapshot;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;

/**
 * The values of all declared keys at one moment. Immutable.
 *
 * @param layers the values by the name of their declaration, then by key
 */
public record Snapshot(Map<String, Map<NamedKey, Entry>> layers) {

	/**
	 * The snapshot without a value.
	 */
	public static final Snapshot EMPTY = new Snapshot(Map.of());

	public Snapshot {
		Map<String, Map<NamedKey, Entry>> copy = new LinkedHashMap<>();
		layers.forEach((name, entries) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(entries))));
		layers = Collections.unmodifiableMap(copy);
	}

	/**
	 * Return the values of one declaration.
	 * @param declaration the name of the declaration
	 * @return the values by key, in the order of the declaration; empty if there is no
	 * such declaration
	 */
	public Map<NamedKey, Entry> layer(String declaration) {
		return this.layers.getOrDefault(declaration, Map.of());
	}

	/**
	 * Find the value of a key.
	 * @param key the key
	 * @return the value, or {@code null} if the key has none
	 */
	public @Nullable Entry find(DeclaredKey key) {
		return layer(key.declaration()).get(key.key());
	}

	/**
	 * Find the value of a key in whatever declaration has it.
	 * @param key the key
	 * @return the value of the first declaration that has the key, or {@code null} if
	 * none has it
	 */
	public @Nullable Entry find(NamedKey key) {
		return this.layers.values()
			.stream()
			.map((layer) -> layer.get(key))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A value and where it is from.
	 *
	 * @param value the value
	 * @param object the object it was taken out of
	 * @param mapping what asks for the value
	 * @param fallback where the value is from if not from its vault
	 */
	public record Entry(SensitiveValue value, VaultObject object, KeyMapping mapping, @Nullable Fallback fallback) {

		/**
		 * Create an entry with a value that was read from its vault.
		 * @param value the value
		 * @param object the object it was taken out of
		 * @param mapping what asks for the value
		 */
		public Entry(SensitiveValue value, VaultObject object, KeyMapping mapping) {
			this(value, object, mapping, null);
		}

		/**
		 * Return the object that the value is from.
		 * @return the identifier, with its version
		 */
		public ObjectId origin() {
			return this.object.id();
		}

		/**
		 * Return the beginning of the version of the object, for messages.
		 * @return such as {@code 01234567}; {@code none} if the version is not known
		 */
		public String shortVersion() {
			ObjectVersion version = origin().version();
			return (version != null) ? version.shortened() : "none";
		}

	}

}
