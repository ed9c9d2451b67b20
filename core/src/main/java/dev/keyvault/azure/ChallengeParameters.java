package dev.keyvault.azure;

import java.util.HashMap;
import java.util.Map;

/**
 * Reads the parameters of a challenge, {@code name="value"} with whatever in between, in
 * one pass over the text. Used once.
 */
final class ChallengeParameters {

	private final Map<String, String> parameters = new HashMap<>();

	private final String text;

	private int position;

	private ChallengeParameters(String text) {
		this.text = text;
	}

	/**
	 * Read the parameters.
	 * @param text the challenge
	 * @return the values by name; of a name that comes twice, the first
	 */
	static Map<String, String> parse(String text) {
		ChallengeParameters reader = new ChallengeParameters(text);
		while (reader.position < text.length()) {
			reader.next();
		}
		return reader.parameters;
	}

	private void next() {
		int start = this.position;
		skipName();
		String name = this.text.substring(start, this.position);
		skipSpace();
		if (name.isEmpty() || !skip('=')) {
			this.position = Math.max(this.position, start + 1);
			return;
		}
		skipSpace();
		int end = skip('"') ? this.text.indexOf('"', this.position) : -1;
		if (end != -1) {
			this.parameters.putIfAbsent(name, this.text.substring(this.position, end));
			this.position = end + 1;
		}
	}

	private void skipName() {
		while (this.position < this.text.length() && isPartOfName(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private static boolean isPartOfName(char character) {
		return character == '_' || (character < 128 && Character.isLetterOrDigit(character));
	}

	private void skipSpace() {
		while (this.position < this.text.length() && Character.isWhitespace(this.text.charAt(this.position))) {
			this.position++;
		}
	}

	private boolean skip(char expected) {
		boolean there = this.position < this.text.length() && this.text.charAt(this.position) == expected;
		this.position += there ? 1 : 0;
		return there;
	}

}
