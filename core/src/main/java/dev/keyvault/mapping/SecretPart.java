package dev.keyvault.mapping;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.VaultObject;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.source.MalformedObjectException;

/**
 * The parts of a secret that take no argument.
 */
enum SecretPart implements Part {

	/**
	 * The value as it is.
	 */
	VALUE("") {

		@Override
		Map<String, SensitiveValue> extract(Secret secret) {
			return Map.of("", secret.value());
		}

	},

	/**
	 * The members of the JSON object that the value is, flattened.
	 */
	MEMBERS("*") {
		@Override
		public boolean hasMembers() {
			return true;
		}

		@Override
		Map<String, SensitiveValue> extract(Secret secret) {
			return JsonMembers.of(secret);
		}

	},

	/**
	 * The bytes that the value encodes in Base64. White space, such as the line breaks
	 * that tools put in, does not count.
	 */
	BASE64("base64") {
		@Override
		public boolean isBinary() {
			return true;
		}

		@Override
		Map<String, SensitiveValue> extract(Secret secret) {
			return decode(secret, Base64.getDecoder()::decode, "Base64");
		}

	},

	/**
	 * The bytes that the value encodes in hexadecimal digits. White space does not count.
	 */
	HEX("hex") {
		@Override
		public boolean isBinary() {
			return true;
		}

		@Override
		Map<String, SensitiveValue> extract(Secret secret) {
			return decode(secret, HexFormat.of()::parseHex, "hexadecimal digits");
		}

	};

	private final String keyword;

	SecretPart(String keyword) {
		this.keyword = keyword;
	}

	static SecretPart parse(String text) {
		for (SecretPart part : values()) {
			if (part.keyword.equals(text)) {
				return part;
			}
		}
		throw new IllegalArgumentException(
				"a secret has no part '%s', only a JSON pointer such as '/user/name', '*', 'base64', 'hex', 'pem', 'pfx', 'tls.crt', 'tls.key' and 'ca.crt'"
					.formatted(text));
	}

	@Override
	public Map<String, SensitiveValue> extract(VaultObject object) {
		return extract((Secret) object);
	}

	abstract Map<String, SensitiveValue> extract(Secret secret);

	@Override
	public String text() {
		return this.keyword.isEmpty() ? "" : "#" + this.keyword;
	}

	/**
	 * Return the part as it stands behind another part, whose text it decodes.
	 * @return such as {@code :base64}; empty for the text as it is
	 */
	String suffix() {
		return this.keyword.isEmpty() ? "" : ":" + this.keyword;
	}

	private static Map<String, SensitiveValue> decode(Secret secret, Function<String, byte[]> decoder,
			String encoding) {
		try {
			byte[] bytes = Objects.requireNonNull(decoder.apply(secret.value().reveal().replaceAll("\\s", "")));
			return Map.of("", SensitiveValue.of(bytes));
		}
		catch (IllegalArgumentException ex) {
			throw new MalformedObjectException(secret.id(),
					"The %s is not encoded in %s.".formatted(secret.id().describe(), encoding),
					"Correct the value, or take the part off the reference.");
		}
	}

}
