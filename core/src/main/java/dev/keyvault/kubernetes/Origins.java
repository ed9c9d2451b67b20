package dev.keyvault.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
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

	private static final TypeReference<Map<String, List<String>>> SHAPE = new TypeReference<>() {
	};

	static Origins of(List<SecretEntry> entries) {
		Map<String, List<String>> origins = new LinkedHashMap<>();
		entries.forEach((entry) -> origins.put(entry.name(), entry.origins().stream().map(EntryOrigin::text).toList()));
		return new Origins(origins);
	}

	/**
	 * Read the annotation.
	 * @param annotation its text, or {@code null} if it is not there
	 * @return what it records; nothing if it cannot be read
	 */
	static Origins parse(@Nullable String annotation) {
		try {
			return new Origins((annotation != null) ? JSON.readValue(annotation, SHAPE) : Map.of());
		}
		catch (JacksonException ex) {
			return new Origins(Map.of());
		}
	}

	String json() {
		return JSON.valueToTree(this.entries).toString();
	}

}
