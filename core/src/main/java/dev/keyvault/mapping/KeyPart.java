package dev.keyvault.mapping;

import java.util.Map;

import dev.keyvault.certificate.Pem;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;

/**
 * The parts of a key.
 */
enum KeyPart implements Part {

	/**
	 * The public key as a SubjectPublicKeyInfo PEM.
	 */
	PUBLIC_KEY;

	static KeyPart parse(String text) {
		if (!text.isEmpty()) {
			throw new IllegalArgumentException("a key has no part '%s', it gives its public key".formatted(text));
		}
		return PUBLIC_KEY;
	}

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		byte[] encoded = ((VaultObject.Key) object).publicKey().getEncoded();
		return Map.of("", SensitiveValue.of(Pem.encode("PUBLIC KEY", encoded)));
	}

	@Override
	public String text() {
		return "";
	}

}
