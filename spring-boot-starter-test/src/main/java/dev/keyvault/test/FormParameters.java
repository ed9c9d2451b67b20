package dev.keyvault.test;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads and writes {@code a=b&c=d}.
 */
final class FormParameters {

	private static final Pattern AND = Pattern.compile("&");

	private FormParameters() {
	}

	static Map<String, String> parse(String text) {
		Map<String, String> parameters = new LinkedHashMap<>();
		AND.splitAsStream(text).filter((pair) -> !pair.isEmpty()).forEach((pair) -> {
			int equals = pair.indexOf('=');
			String name = (equals < 0) ? pair : pair.substring(0, equals);
			parameters.put(decode(name), (equals < 0) ? "" : decode(pair.substring(equals + 1)));
		});
		return parameters;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text, StandardCharsets.UTF_8);
	}

}
