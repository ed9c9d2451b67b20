package dev.keyvault.test;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Collects the members of a JSON object and leaves out those without a value.
 */
final class JsonObject {

	private final Map<String, Object> members = new LinkedHashMap<>();

	JsonObject with(String name, @Nullable Object value) {
		if (value != null) {
			this.members.put(name, (value instanceof JsonObject object) ? object.members : value);
		}
		return this;
	}

	JsonObject with(JsonObject other) {
		this.members.putAll(other.members);
		return this;
	}

	Map<String, Object> members() {
		return this.members;
	}

}
