package dev.keyvault.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keyvault.object.ObjectId;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * Flattens a JSON object into paths, as Spring Boot does: {@code a.b} for nested members,
 * {@code a[0]} for elements. Members that are {@code null} are left out; an empty object
 * or array is an empty text.
 */
final class JsonMembers {

	private final ObjectId id;

	private final Map<String, SensitiveValue> members = new LinkedHashMap<>();

	private JsonMembers(ObjectId id) {
		this.id = id;
	}

	static Map<String, SensitiveValue> of(Secret secret) {
		JsonNode root = Json.read(secret);
		if (!root.isObject()) {
			throw new MalformedObjectException(secret.id(),
					"The %s does not hold a JSON object.".formatted(secret.id().describe()),
					"Correct the value, or take '#*' off the reference.");
		}
		JsonMembers members = new JsonMembers(secret.id());
		root.properties().forEach((member) -> members.add(member.getKey(), member.getValue()));
		return members.members;
	}

	private void add(String path, JsonNode node) {
		if (node.isContainerNode() && !node.isEmpty()) {
			node.properties().forEach((member) -> add(path + "." + member.getKey(), member.getValue()));
			for (int i = 0; node.isArray() && i < node.size(); i++) {
				add(path + "[" + i + "]", node.get(i));
			}
		}
		else if (!node.isNull()) {
			put(path, SensitiveValue.of(node.isContainerNode() ? "" : Json.text(node)));
		}
	}

	private void put(String path, SensitiveValue value) {
		if (path.isEmpty() || !path.equals(path.strip())) {
			throw failure("a member '%s' whose name is empty or has white space around it".formatted(path));
		}
		if (this.members.put(path, value) != null) {
			throw failure("two members that both become '%s'".formatted(path));
		}
	}

	private MalformedObjectException failure(String fault) {
		return new MalformedObjectException(this.id, "The JSON in the %s has %s.".formatted(this.id.describe(), fault),
				"Rename it, or refer to each member with a JSON pointer instead of '#*'.");
	}

}
