package dev.keyvault.azure;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.ObjectId;
import dev.keyvault.source.MalformedObjectException;

/**
 * Reads public keys as Key Vault writes them: JSON Web Keys.
 *
 * @param id the key in question
 */
record KeyParser(ObjectId id) {

	private static final Map<String, String> CURVES = Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521",
			"secp521r1");

	/**
	 * Read a public key.
	 * @param key the JSON Web Key
	 * @return the public key
	 * @throws MalformedObjectException if the key is neither RSA nor on a NIST curve
	 */
	PublicKey parse(JsonObject key) {
		String type = Objects.requireNonNullElse(key.text("kty"), "");
		try {
			return switch (type) {
				case "RSA", "RSA-HSM" -> rsa(key);
				case "EC", "EC-HSM" -> ec(key, Objects.requireNonNullElse(key.text("crv"), ""));
				default -> throw unsupported("of type '%s'".formatted(type));
			};
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new MalformedObjectException(this.id,
					"The %s is not a key that can be read.".formatted(this.id.describe()),
					"Check the key in the vault, or make a new version of it.");
		}
	}

	private static PublicKey rsa(JsonObject key) throws GeneralSecurityException {
		return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e")));
	}

	private PublicKey ec(JsonObject key, String curve) throws GeneralSecurityException {
		String name = CURVES.get(curve);
		if (name == null) {
			throw unsupported("on curve '%s'".formatted(curve));
		}
		AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
		parameters.init(new ECGenParameterSpec(name));
		ECPoint point = new ECPoint(number(key, "x"), number(key, "y"));
		return KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(point, parameters.getParameterSpec(ECParameterSpec.class)));
	}

	private static BigInteger number(JsonObject key, String member) {
		String text = key.text(member);
		if (text == null) {
			throw new IllegalArgumentException("A member is missing");
		}
		return new BigInteger(1, Base64.getUrlDecoder().decode(text));
	}

	private MalformedObjectException unsupported(String what) {
		return new MalformedObjectException(this.id, "The %s is %s.".formatted(this.id.describe(), what),
				"Use a key of type RSA or RSA-HSM, or of type EC or EC-HSM on curve P-256, P-384 or P-521.");
	}

}
