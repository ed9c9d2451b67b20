package dev.keyvault.mapping;

import java.util.HashMap;
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
 * or array is an empty text. Mistakes tell the numbers of members and not their names,
 * which are as much of the secret as the values.
 */
final class JsonMembers {

	// Twice what can be written into the 25 KB of a secret of Key Vault.
	private static final int MAX_NAMES = 10_000_000;

	private final ObjectId id;

	private int names;

	private final Map<String, SensitiveValue> members = new LinkedHashMap<>();

	private final Map<String, String> places = new HashMap<>();

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
		members.addAll("", "", root);
		return members.members;
	}

	private void addAll(String path, String place, JsonNode node) {
		int number = 1;
		for (Map.Entry<String, JsonNode> member : node.properties()) {
			add(place.isEmpty() ? member.getKey() : path + "." + member.getKey(), place + number, member.getValue());
			number++;
		}
		for (int i = 0; node.isArray() && i < node.size(); i++) {
			add(path + "[" + i + "]", place + (i + 1), node.get(i));
		}
	}

	private void add(String path, String place, JsonNode node) {
		if (node.isContainerNode() && !node.isEmpty()) {
			addAll(path, place + ".", node);
		}
		else if (!node.isNull()) {
			put(path, place, SensitiveValue.of(node.isContainerNode() ? "" : Json.text(node)));
		}
	}

	private void put(String path, String place, SensitiveValue value) {
		this.names += path.length();
		if (this.names > MAX_NAMES) {
			throw failure("members whose names make more than %d characters in all".formatted(MAX_NAMES));
		}
		if (path.isEmpty() || !path.equals(path.strip())) {
			throw failure("a member whose name is empty or has white space around it, number %s".formatted(place));
		}
		if (this.members.put(path, value) != null) {
			throw failure("two members that become one key, numbers %s and %s".formatted(this.places.get(path), place));
		}
		this.places.put(path, place);
	}

	private MalformedObjectException failure(String fault) {
		return new MalformedObjectException(this.id, "The JSON in the %s has %s.".formatted(this.id.describe(), fault),
				"Rename it, or refer to each member with a JSON pointer instead of '#*'.");
	}

}
