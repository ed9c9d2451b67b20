package dev.keyvault.test;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.common.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request that writes a secret.
 */
final class SecretRequest {

	private SecretRequest() {
	}

	static EmbeddedSecret parse(VaultRequest call) {
		Map<?, ?> body = read(call.body());
		if (!(body.get("value") instanceof String value)) {
			throw VaultError.badParameter("The parameter value is required.").asException();
		}
		String contentType = (body.get("contentType") instanceof String text) ? text : null;
		return EmbeddedSecret.named(call.segment(1))
			.value(value)
			.contentType(contentType)
			.attributes(attributes(members(body, "attributes")).tags(tags(members(body, "tags"))));
	}

	private static Map<?, ?> read(String body) {
		try {
			return Json.read(body, Map.class);
		}
		catch (JsonException ex) {
			throw VaultError.badParameter("The request body is no JSON object.").asException();
		}
	}

	private static Map<?, ?> members(Map<?, ?> body, String name) {
		return (body.get(name) instanceof Map<?, ?> members) ? members : Map.of();
	}

	private static VersionAttributes attributes(Map<?, ?> json) {
		return VersionAttributes.DEFAULT.enabled(!Boolean.FALSE.equals(json.get("enabled")))
			.notBefore(instant(json.get("nbf")))
			.expires(instant(json.get("exp")));
	}

	private static @Nullable Instant instant(@Nullable Object seconds) {
		return (seconds instanceof Number number) ? Instant.ofEpochSecond(number.longValue()) : null;
	}

	private static Map<String, String> tags(Map<?, ?> json) {
		Map<String, String> tags = new HashMap<>();
		json.forEach((name, value) -> tags.put(String.valueOf(name), String.valueOf(value)));
		return tags;
	}

}
