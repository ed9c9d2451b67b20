package dev.keyvault.snapshot;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.MalformedObjectException;

/**
 * The values of one declaration while they are put together. A key that is written down
 * wins over one that a rule finds; apart from that a key that comes up twice is a problem
 * and has no value.
 */
final class Layer {

	private final String name;

	private final Map<NamedKey, Entry> entries = new LinkedHashMap<>();

	private final Map<NamedKey, KeyMapping> sources = new LinkedHashMap<>();

	private final Set<NamedKey> written = new HashSet<>();

	Layer(Declaration declaration) {
		this.name = declaration.name();
		declaration.mappings().forEach((mapping) -> this.written.add(mapping.key()));
	}

	String name() {
		return this.name;
	}

	Map<NamedKey, Entry> entries() {
		return this.entries;
	}

	void markWritten() {
		this.written.addAll(this.sources.keySet());
	}

	boolean isWritten(KeyMapping mapping) {
		return this.written.contains(mapping.key());
	}

	/**
	 * Put a value under its key.
	 * @param key the key
	 * @param entry the value
	 * @return the mapping that has given the key a value before, which then has none any
	 * more; {@code null} if there is no such mapping
	 */
	@Nullable KeyMapping put(NamedKey key, Entry entry) {
		KeyMapping other = this.sources.putIfAbsent(key, entry.mapping());
		if (other == null) {
			this.entries.put(key, entry);
			return null;
		}
		if (other.equals(entry.mapping())) {
			return null;
		}
		this.entries.remove(key);
		return other;
	}

	static MalformedObjectException duplicate(NamedKey duplicate, KeyMapping one, KeyMapping other) {
		String key = shown(duplicate, one, other);
		String reason = one.object().equals(other.object())
				? "The key '%s' comes twice from the %s: by '%s' and by '%s'.".formatted(key, one.object().describe(),
						one, other)
				: "Two objects become the key '%s': %s and %s.".formatted(key, one.object().describe(),
						other.object().describe());
		return new MalformedObjectException(one.object(), reason,
				"Rename one of them, or narrow the names that are imported.");
	}

	/**
	 * Return what to call a key that comes up twice. The name of a member of a JSON
	 * object is told only if somebody has written it down.
	 * @param key the key
	 * @param one what gives it a value
	 * @param other what gives it a value too
	 * @return the key, or one with {@code *} in the place of the member
	 */
	static String shown(NamedKey key, KeyMapping one, KeyMapping other) {
		return (key.equals(one.key()) || key.equals(other.key())) ? key.value() : one.key() + ".*";
	}

}
