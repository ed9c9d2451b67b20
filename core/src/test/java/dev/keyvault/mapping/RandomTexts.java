package dev.keyvault.mapping;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes texts up, the same ones for the same seed.
 */
final class RandomTexts {

	private static final String NAME_CHARACTERS = "abzABZ019-";

	private static final String POINTER_CHARACTERS = "ab0 ä\n@#/:*\"🔑";

	private static final List<String> SCRAPS = List.of("optional:", "secret/", "key/", "certificate/", "@previous", "@",
			"0123456789abcdef0123456789abcdef", "#", "/", "*", "base64", "hex", "chain", "~0", "~", "{", "}", "[", "]",
			"\"", ":", ",", "\\", "\\u00", "null", "true", "-", "1e9", "0.1", "=", " ", "\n", "\u0000", "\ud800", "ä",
			"🔑");

	private final Random random;

	RandomTexts(long seed) {
		this.random = new Random(seed);
	}

	String anything() {
		return many(30, this::scrap);
	}

	String reference() {
		return switch (this.random.nextInt(3)) {
			case 0 ->
				optional() + one("", "secret/") + name() + version() + one("", "#*", "#base64", "#hex", pointer());
			case 1 -> optional() + "key/" + name() + version();
			default -> optional() + "certificate/" + name() + version()
					+ one("", "#chain", "#leaf", "#private-key", "#pkcs12");
		};
	}

	String json(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 6 : 4)) {
			case 0 -> one("null", "true", "false");
			case 1 -> one("0", "-1.50", "1e400", "12345678901234567890", String.valueOf(this.random.nextDouble()));
			case 2 -> quoted(name());
			case 3 -> one("\"\"", "\"\\n\\u00e4\"", "[]", "{}");
			case 4 ->
				"[" + IntStream.range(0, 3).mapToObj((i) -> json(depth - 1)).collect(Collectors.joining(",")) + "]";
			default ->
				"{" + quoted(name()) + ": " + json(depth - 1) + ", " + quoted(name()) + ":" + json(depth - 1) + "}";
		};
	}

	String damaged(String text) {
		int position = this.random.nextInt(text.length() + 1);
		int end = Math.min(text.length(), position + this.random.nextInt(3));
		return text.substring(0, position) + scrap() + text.substring(end);
	}

	private String scrap() {
		return (this.random.nextInt(4) != 0) ? SCRAPS.get(this.random.nextInt(SCRAPS.size()))
				: String.valueOf((char) this.random.nextInt(this.random.nextBoolean() ? 128 : 65536));
	}

	private String optional() {
		return one("", "optional:");
	}

	private String name() {
		return character(NAME_CHARACTERS) + many(20, () -> character(NAME_CHARACTERS));
	}

	private String version() {
		return one("", "@previous",
				"@" + IntStream.range(0, 32).mapToObj((i) -> character("0189afAF")).collect(Collectors.joining()));
	}

	private String pointer() {
		return "#/" + many(10, () -> (this.random.nextInt(5) != 0) ? character(POINTER_CHARACTERS) : one("~0", "~1"));
	}

	private static String quoted(String text) {
		return "\"" + text + "\"";
	}

	private String character(String characters) {
		int[] points = characters.codePoints().toArray();
		return Character.toString(points[this.random.nextInt(points.length)]);
	}

	private String one(String... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private String many(int most, Supplier<String> part) {
		return IntStream.range(0, this.random.nextInt(most)).mapToObj((i) -> part.get()).collect(Collectors.joining());
	}

}
