package dev.keyvault.mapping;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;

/**
 * Takes parts out of objects as a reference says.
 */
final class Extraction {

	/**
	 * How messages name the secret {@code app}.
	 */
	static final String SECRET = "secret 'app' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net)";

	private Extraction() {
	}

	static Map<String, SensitiveValue> all(String reference, VaultObject object) {
		return ObjectReference.parse(reference).part().extract(object);
	}

	static SensitiveValue one(String reference, VaultObject object) {
		Map<String, SensitiveValue> values = all(reference, object);
		if (!values.keySet().equals(Map.of("", "").keySet())) {
			throw new AssertionError("Expected one value, but there are " + values.keySet());
		}
		return values.get("");
	}

	static String text(String reference, String value) {
		return one(reference, TestObjects.secret("app", value)).reveal();
	}

	static Map<String, String> members(String json) {
		Map<String, String> members = new LinkedHashMap<>();
		all("app#*", TestObjects.secret("app", json)).forEach((path, value) -> members.put(path, value.reveal()));
		return members;
	}

}
