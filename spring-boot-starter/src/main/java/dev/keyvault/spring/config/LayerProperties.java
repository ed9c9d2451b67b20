package dev.keyvault.spring.config;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;

/**
 * One layer of one snapshot as properties. The array of names stays the same for as long
 * as the snapshot does, which spares Spring Boot from mapping the names again.
 */
final class LayerProperties {

	private final Snapshot snapshot;

	private final Map<String, Object> values = new LinkedHashMap<>();

	private final Map<String, Origin> origins = new LinkedHashMap<>();

	private final String[] names;

	LayerProperties(Snapshot snapshot, String layer) {
		this.snapshot = snapshot;
		snapshot.layer(layer).forEach(this::add);
		this.names = this.values.keySet().toArray(String[]::new);
	}

	private void add(NamedKey key, Entry entry) {
		this.values.put(key.value(), property(entry.value()));
		this.origins.put(key.value(), new KeyVaultOrigin(entry.origin(), entry.fallback()));
	}

	private static Object property(SensitiveValue value) {
		return value.isBinary() ? new BinaryProperty(value) : value.reveal();
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

	@Nullable Origin origin(String name) {
		return this.origins.get(name);
	}

}
