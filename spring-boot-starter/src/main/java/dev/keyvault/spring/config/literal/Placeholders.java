package dev.keyvault.spring.config.literal;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

import org.springframework.core.env.PropertyResolver;
import org.springframework.util.SystemPropertyUtils;

import dev.keyvault.Internal;

/**
 * Escapes what looks like a placeholder of Spring. Spring removes the backslash wherever
 * it resolves placeholders.
 */
@Internal
public final class Placeholders {

	private static final String PREFIX = SystemPropertyUtils.PLACEHOLDER_PREFIX;

	private static final String PROBE = SystemPropertyUtils.ESCAPE_CHARACTER + PREFIX + "keyvault}";

	private Placeholders() {
	}

	/**
	 * Write a text such that resolving its placeholders gives the text itself.
	 * @param text the text
	 * @return the text with a backslash before each beginning of a placeholder, but not
	 * before one that has no end, where Spring would leave the backslash
	 */
	public static String escape(String text) {
		if (!text.contains(PREFIX)) {
			return text;
		}
		BitSet opening = beginnings(text);
		StringBuilder escaped = new StringBuilder(text.length() + opening.cardinality());
		for (int i = 0; i < text.length(); i++) {
			if (opening.get(i)) {
				escaped.append(SystemPropertyUtils.ESCAPE_CHARACTER);
			}
			escaped.append(text.charAt(i));
		}
		return escaped.toString();
	}

	/**
	 * Return whether a text has what looks like a placeholder.
	 * @param text the text
	 * @return whether it has the beginning of a placeholder and its end
	 */
	public static boolean areIn(String text) {
		return text.contains(PREFIX) && !beginnings(text).isEmpty();
	}

	private static BitSet beginnings(String text) {
		BitSet found = new BitSet(text.length());
		Deque<Integer> open = new ArrayDeque<>();
		for (int i = 0; i < text.length(); i++) {
			if (text.charAt(i) == '{') {
				open.push(i);
			}
			else if (text.charAt(i) == '}' && !open.isEmpty()) {
				markBeginning(text, open.pop() - 1, found);
			}
		}
		return found;
	}

	private static void markBeginning(String text, int index, BitSet found) {
		if (index >= 0 && text.charAt(index) == '$') {
			found.set(index);
		}
	}

	/**
	 * Return whether an environment removes the escape. Its escape character can be set
	 * to another character, or to none.
	 * @param environment the environment
	 * @return whether {@link #escape(String)} does what it promises
	 */
	public static boolean canBeEscapedIn(PropertyResolver environment) {
		return PROBE.substring(1).equals(environment.resolvePlaceholders(PROBE));
	}

}
