package dev.keyvault.test;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Shows public keys as members of a JSON Web Key.
 */
final class JsonWebKey {

	private JsonWebKey() {
	}

	static JsonObject of(@Nullable PublicKey key) {
		if (key instanceof RSAPublicKey rsa) {
			return rsa(rsa);
		}
		if (key instanceof ECPublicKey curve) {
			return curve(curve);
		}
		if (key == null) {
			return new JsonObject().with("key_ops", List.of("encrypt", "decrypt", "wrapKey", "unwrapKey"));
		}
		throw new IllegalArgumentException("A key of algorithm '%s' is unknown".formatted(key.getAlgorithm()));
	}

	private static JsonObject rsa(RSAPublicKey key) {
		int size = (key.getModulus().bitLength() + 7) / 8;
		return new JsonObject().with("key_ops", List.of("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey"))
			.with("n", number(key.getModulus(), size))
			.with("e", number(key.getPublicExponent(), (key.getPublicExponent().bitLength() + 7) / 8));
	}

	private static JsonObject curve(ECPublicKey key) {
		int size = (key.getParams().getCurve().getField().getFieldSize() + 7) / 8;
		return new JsonObject().with("key_ops", List.of("sign", "verify"))
			.with("crv", curveName(key.getParams()))
			.with("x", number(key.getW().getAffineX(), size))
			.with("y", number(key.getW().getAffineY(), size));
	}

	private static String curveName(ECParameterSpec parameters) {
		int size = parameters.getCurve().getField().getFieldSize();
		boolean koblitz = parameters.getCurve().getA().signum() == 0;
		return "P-" + size + (koblitz ? "K" : "");
	}

	private static String number(BigInteger number, int size) {
		byte[] bytes = number.toByteArray();
		byte[] fixed = new byte[size];
		int length = Math.min(bytes.length, size);
		System.arraycopy(bytes, bytes.length - length, fixed, size - length, length);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
	}

}
