package dev.keyvault.mapping;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

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

	private Json() {
	}

	static JsonNode read(Secret secret) {
		try {
			return MAPPER.readTree(secret.value().reveal());
		}
		catch (JsonProcessingException ex) {
			throw new MalformedObjectException(secret.id(),
					"The %s does not hold JSON.".formatted(secret.id().describe()),
					"Correct the value, or take the part off the reference.");
		}
	}

	static String text(JsonNode node) {
		return node.isBigDecimal() ? node.decimalValue().toPlainString()
				: node.isValueNode() ? node.asText() : node.toString();
	}

}
