package dev.keyvault.spring.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * Rotations of what a context has imported.
 */
final class Rotations {

	private Rotations() {
	}

	static EnvironmentChange change(ConfigurableApplicationContext context, Map<String, String> values) {
		return EnvironmentChange.of(context.getEnvironment(), rotation(context, values));
	}

	static Rotation rotation(ConfigurableApplicationContext context, Map<String, String> values) {
		Snapshot before = context.getBean(ImportedKeys.class).snapshot();
		Map<String, Map<NamedKey, Entry>> layers = new LinkedHashMap<>();
		before.layers().forEach((name, layer) -> layers.put(name, layer(layer, values)));
		return Rotation.between(before, new Snapshot(layers));
	}

	private static Map<NamedKey, Entry> layer(Map<NamedKey, Entry> layer, Map<String, String> values) {
		Map<NamedKey, Entry> result = new LinkedHashMap<>(layer);
		result.replaceAll((key, entry) -> values.containsKey(key.value())
				? new Entry(SensitiveValue.of(values.get(key.value())), entry.object(), entry.mapping()) : entry);
		return result;
	}

}
