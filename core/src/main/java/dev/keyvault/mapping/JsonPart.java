package dev.keyvault.mapping;

import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * One place in the JSON that a secret holds. An object or an array comes out as JSON
 * text.
 *
 * @param pointer the place (RFC 6901)
 */
record JsonPart(JsonPointer pointer) implements Part {

	private static final Pattern BARE_TILDE = Pattern.compile("~(?![01])");

	static JsonPart parse(String text) {
		if (BARE_TILDE.matcher(text).find()) {
			throw new IllegalArgumentException("in a JSON pointer '~' is written '~0', and '/' in a name is '~1'");
		}
		return new JsonPart(JsonPointer.compile(text));
	}

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		Secret secret = (Secret) object;
		JsonNode node = Json.read(secret).at(this.pointer);
		if (node.isMissingNode() || node.isNull()) {
			throw new MalformedObjectException(secret.id(),
					"The JSON in the %s has no value at '%s'.".formatted(secret.id().describe(), this.pointer),
					"Correct the JSON pointer in the reference, or add the value to the secret.");
		}
		return Map.of("", SensitiveValue.of(Json.text(node)));
	}

	@Override
	public String text() {
		return "#" + this.pointer;
	}

}
