package dev.keyvault.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a Secret are made of, as one annotation records it: a JSON object
 * with a list of objects and versions for each entry. Never anything of the values.
 *
 * @param entries the origins by the name of the entry
 */
record Origins(Map<String, List<String>> entries) {

	private static final JsonMapper JSON = new JsonMapper();

	static Origins of(List<SecretEntry> entries) {
		Map<String, List<String>> origins = new LinkedHashMap<>();
		entries.forEach((entry) -> origins.put(entry.name(), entry.origins().stream().map(EntryOrigin::text).toList()));
		return new Origins(origins);
	}

	/**
	 * Read the annotation, which anybody may have written.
	 * @param annotation its text, or {@code null} if it is not there
	 * @return what it records; nothing if it cannot be read
	 */
	static Origins parse(@Nullable String annotation) {
		Map<String, List<String>> origins = new LinkedHashMap<>();
		read((annotation != null) ? annotation : "").properties().forEach((entry) -> {
			List<String> texts = entry.getValue().valueStream().map(JsonNode::asText).toList();
			if (!texts.isEmpty()) {
				origins.put(entry.getKey(), texts);
			}
		});
		return new Origins(origins);
	}

	private static JsonNode read(String annotation) {
		try {
			return JSON.readTree(annotation);
		}
		catch (JacksonException ex) {
			return JSON.missingNode();
		}
	}

	String json() {
		return JSON.valueToTree(this.entries).toString();
	}

}
