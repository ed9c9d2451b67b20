package dev.keyvault.mapping;

import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * Reads secrets that hold JSON. Numbers keep their digits, and no failure quotes the
 * value.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	// Some ten characters of JSON, such as 1e999999999, would be a gigabyte of zeros.
	private static final int MAX_PLAIN_SCALE = 1000;

	private Json() {
	}

	static JsonNode read(Secret secret) {
		try {
			JsonNode root = MAPPER.readTree(secret.value().reveal());
			if (root.isMissingNode()) {
				throw failure(secret, "it is empty");
			}
			return root;
		}
		catch (JsonProcessingException ex) {
			throw failure(secret, fault(ex.getLocation()));
		}
	}

	private static MalformedObjectException failure(Secret secret, String fault) {
		return new MalformedObjectException(secret.id(),
				"The %s does not hold JSON: %s.".formatted(secret.id().describe(), fault),
				"Correct the value (no member twice in an object, nothing behind the end), or take the part off the reference.");
	}

	private static String fault(@Nullable JsonLocation location) {
		return (location != null)
				? "it goes wrong at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr())
				: "it nests too deep or has a number that is too long";
	}

	static String text(JsonNode node) {
		if (node.isBigDecimal()) {
			return text(node.decimalValue());
		}
		return node.isValueNode() ? node.asText() : node.toString();
	}

	private static String text(BigDecimal number) {
		return (Math.abs(number.scale()) <= MAX_PLAIN_SCALE) ? number.toPlainString() : number.toString();
	}

}
