package dev.keyvault.azure;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpResponse;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of which only some members matter. Members that are missing or of another
 * type read as {@code null}.
 *
 * @param members the members
 */
record Json(Map<String, Object> members) {

	static final Json EMPTY = new Json(Map.of());

	/**
	 * Read the body of an answer.
	 * @param response the answer
	 * @return the object, or {@code null} if the body is not one JSON object
	 */
	static @Nullable Json find(HttpResponse response) {
		try (JsonReader reader = JsonProviders.createReader(response.getBodyAsInputStreamSync())) {
			return from(reader.readUntyped());
		}
		catch (IOException | IllegalStateException ex) {
			return null;
		}
	}

	private static @Nullable Json from(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			@SuppressWarnings("unchecked")
			Map<String, Object> named = (Map<String, Object>) members;
			return new Json(named);
		}
		return null;
	}

	Json object(String name) {
		Json object = from(this.members.get(name));
		return (object != null) ? object : EMPTY;
	}

	List<Json> objects(String name) {
		return values(name).stream().map(Json::from).map((object) -> (object != null) ? object : EMPTY).toList();
	}

	List<?> values(String name) {
		return (this.members.get(name) instanceof List<?> values) ? values : List.of();
	}

	@Nullable String text(String name) {
		return (this.members.get(name) instanceof String text) ? text : null;
	}

	boolean isTrue(String name, boolean otherwise) {
		return (this.members.get(name) instanceof Boolean truth) ? truth : otherwise;
	}

	/**
	 * Return the names of the members. Their values may be secret.
	 */
	@Override
	public String toString() {
		return this.members.keySet().toString();
	}

	@Nullable Instant time(String name) {
		return (this.members.get(name) instanceof Number seconds) ? Instant.ofEpochSecond(seconds.longValue()) : null;
	}

}
