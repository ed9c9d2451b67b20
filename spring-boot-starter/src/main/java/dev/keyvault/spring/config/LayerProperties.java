package dev.keyvault.spring.config;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.io.InputStreamSource;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.spring.config.literal.ExpressionReaders;
import dev.keyvault.spring.config.literal.Placeholders;

/**
 * One layer of one snapshot as properties. The array of names stays the same for as long
 * as the snapshot does, which spares Spring Boot from mapping the names again.
 */
final class LayerProperties {

	private final Snapshot snapshot;

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, Origin> origins = new LinkedHashMap<>();

	private final Set<String> suspicious = new HashSet<>();

	private final String[] names;

	private final Predicate<Entry> resolved;

	LayerProperties(Snapshot snapshot, String layer, Predicate<Entry> resolved) {
		this.snapshot = snapshot;
		this.resolved = resolved;
		snapshot.layer(layer).forEach(this::add);
		this.names = this.values.keySet().toArray(String[]::new);
	}

	private void add(NamedKey key, Entry entry) {
		Object property = property(entry);
		if (ExpressionReaders.areConcernedBy(property.toString())) {
			this.suspicious.add(key.value());
		}
		this.values.put(key.value(), property);
		this.origins.put(key.value(), new KeyVaultOrigin(entry.origin(), entry.fallback()));
	}

	private Object property(Entry entry) {
		SensitiveValue value = entry.value();
		boolean literal = !this.resolved.test(entry);
		if (value.isBinary()) {
			return new BinaryProperty(value, literal);
		}
		return literal ? Placeholders.escape(value.reveal()) : value.reveal();
	}

	@SuppressWarnings("ReferenceEquality")
	boolean areOf(Snapshot other) {
		return this.snapshot == other;
	}

	String[] names() {
		return this.names;
	}

	@Nullable Object value(String name) {
		return this.values.get(name);
	}

	boolean isSuspicious(String name) {
		return this.suspicious.contains(name);
	}

	@Nullable Origin origin(String name) {
		return this.origins.get(name);
	}

	/**
	 * A property whose value is bytes. Spring Boot converts it to {@code byte[]} by its
	 * stream and to {@link String} by its characters, in which placeholders are escaped:
	 * Spring resolves them where the text of a property is put into another one.
	 */
	private static final class BinaryProperty implements CharSequence, InputStreamSource {

		private final SensitiveValue value;

		private final boolean literal;

		BinaryProperty(SensitiveValue value, boolean literal) {
			this.value = value;
			this.literal = literal;
		}

		@Override
		public InputStream getInputStream() {
			return new ByteArrayInputStream(this.value.revealBytes());
		}

		@Override
		public int length() {
			return toString().length();
		}

		@Override
		public char charAt(int index) {
			return toString().charAt(index);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return toString().subSequence(start, end);
		}

		@Override
		public String toString() {
			return this.literal ? Placeholders.escape(this.value.reveal()) : this.value.reveal();
		}

	}

}
