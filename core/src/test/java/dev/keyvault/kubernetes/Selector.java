package dev.keyvault.kubernetes;

import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * What a list or a watch is narrowed to.
 *
 * @param name the name, or an empty text for all
 * @param labels the labels as {@code name=value} or {@code name}, separated by commas
 */
record Selector(String name, String labels) {

	static Selector of(ApiRequest request) {
		return new Selector(request.query().getOrDefault("fieldSelector", "").replace("metadata.name=", ""),
				request.query().getOrDefault("labelSelector", ""));
	}

	boolean matches(JsonNode object) {
		JsonNode metadata = object.get("metadata");
		boolean named = this.name.isEmpty() || this.name.equals(metadata.get("name").asString());
		return named && Stream.of(this.labels.split(","))
			.filter((label) -> !label.isEmpty())
			.allMatch((label) -> matches(label, metadata.path("labels")));
	}

	private static boolean matches(String label, JsonNode labels) {
		String[] parts = label.split("=", 2);
		return (parts.length == 1) ? labels.has(label) : parts[1].equals(labels.path(parts[0]).asString(""));
	}

}
