package dev.keyvault.azure.http;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.azure.core.http.HttpResponse;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * A JSON object of which only some members matter. Members that are missing or of another
 * type read as {@code null}.
 *
 * @param members the members
 */
@Internal
public record JsonObject(Map<String, @Nullable Object> members) {

	/**
	 * An object without members.
	 */
	public static final JsonObject EMPTY = new JsonObject(Map.of());

	private static final long FIRST_SECOND = -62_135_596_800L;

	private static final long LAST_SECOND = 253_402_300_799L;

	private static final JsonFactory FACTORY = JsonFactory.builder()
		.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
		.disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
		.streamReadConstraints(Limits.JSON)
		.build();

	/**
	 * Read the body of an answer.
	 * @param response the answer
	 * @return the object, or {@code null} if the body is not one JSON object
	 */
	public static @Nullable JsonObject find(HttpResponse response) {
		try (JsonParser parser = FACTORY.createParser(response.getBodyAsInputStreamSync())) {
			return from((parser.nextToken() == JsonToken.START_OBJECT) ? read(parser) : null);
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static @Nullable Object read(JsonParser parser) throws IOException {
		return switch (parser.currentToken()) {
			case START_OBJECT -> readObject(parser);
			case START_ARRAY -> readArray(parser);
			case VALUE_STRING -> parser.getText();
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
			case VALUE_TRUE -> true;
			case VALUE_FALSE -> false;
			default -> null;
		};
	}

	private static Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		while (parser.nextToken() == JsonToken.FIELD_NAME) {
			String name = parser.currentName();
			parser.nextToken();
			members.put(name, read(parser));
		}
		return members;
	}

	private static List<@Nullable Object> readArray(JsonParser parser) throws IOException {
		List<@Nullable Object> values = new ArrayList<>();
		while (parser.nextToken() != JsonToken.END_ARRAY) {
			values.add(read(parser));
		}
		return values;
	}

	private static @Nullable JsonObject from(@Nullable Object value) {
		if (value instanceof Map<?, ?> members) {
			@SuppressWarnings("unchecked")
			Map<String, @Nullable Object> named = (Map<String, @Nullable Object>) members;
			return new JsonObject(named);
		}
		return null;
	}

	public JsonObject object(String name) {
		JsonObject object = from(this.members.get(name));
		return (object != null) ? object : EMPTY;
	}

	public List<JsonObject> objects(String name) {
		return values(name).stream().map(JsonObject::from).map((object) -> (object != null) ? object : EMPTY).toList();
	}

	List<?> values(String name) {
		return (this.members.get(name) instanceof List<?> values) ? values : List.of();
	}

	public @Nullable String text(String name) {
		return (this.members.get(name) instanceof String text) ? text : null;
	}

	public boolean isTrue(String name, boolean otherwise) {
		return (this.members.get(name) instanceof Boolean truth) ? truth : otherwise;
	}

	/**
	 * Return the names of the members. Their values may be secret.
	 */
	@Override
	public String toString() {
		return this.members.keySet().toString();
	}

	/**
	 * Return a time that is given in seconds since 1970.
	 * @param name the name of the member
	 * @return the time, or {@code null} also for one before the year 1 or after 9999
	 */
	public @Nullable Instant time(String name) {
		Object seconds = this.members.get(name);
		return (seconds instanceof Double number && number >= FIRST_SECOND && number <= LAST_SECOND)
				? Instant.ofEpochSecond(number.longValue()) : null;
	}

	public boolean has(String name) {
		return this.members.get(name) != null;
	}

}
