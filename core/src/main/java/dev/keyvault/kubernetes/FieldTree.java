package dev.keyvault.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one field manager, as {@code managedFields} writes them: a tree of maps
 * whose leaves are empty. Changes what it was made of a copy of.
 */
final class FieldTree {

	private final Map<String, Object> root;

	private FieldTree(Map<String, Object> root) {
		this.root = root;
	}

	static FieldTree of(@Nullable ManagedFieldsEntry entry) {
		FieldsV1 fields = (entry != null) ? entry.getFieldsV1() : null;
		return new FieldTree(copy((fields != null) ? fields.getAdditionalProperties() : Map.of()));
	}

	private static Map<String, Object> copy(Map<?, ?> fields) {
		Map<String, Object> copy = new LinkedHashMap<>();
		fields.forEach((name, below) -> copy.put(name.toString(),
				(below instanceof Map<?, ?> inner) ? copy(inner) : Objects.requireNonNull(below)));
		return copy;
	}

	boolean has(List<String> path) {
		Object at = this.root;
		for (String name : path) {
			at = (at instanceof Map<?, ?> fields) ? fields.get(name) : null;
		}
		return at != null;
	}

	void add(List<String> path) {
		add(this.root, path);
	}

	private static void add(Map<String, Object> fields, List<String> path) {
		if (path.isEmpty()) {
			return;
		}
		Map<String, Object> below = copy((fields.get(path.get(0)) instanceof Map<?, ?> inner) ? inner : Map.of());
		add(below, path.subList(1, path.size()));
		fields.put(path.get(0), below);
	}

	void remove(List<String> path) {
		remove(this.root, path);
	}

	private static void remove(Map<String, Object> fields, List<String> path) {
		if (path.size() > 1 && fields.get(path.get(0)) instanceof Map<?, ?> inner) {
			Map<String, Object> below = copy(inner);
			remove(below, path.subList(1, path.size()));
			fields.put(path.get(0), below);
			if (below.keySet().stream().allMatch("."::equals)) {
				fields.remove(path.get(0));
			}
		}
		else {
			fields.remove(path.get(0));
		}
	}

	boolean isEmpty() {
		return this.root.isEmpty();
	}

	FieldsV1 fields() {
		FieldsV1 fields = new FieldsV1();
		this.root.forEach(fields::setAdditionalProperty);
		return fields;
	}

}
