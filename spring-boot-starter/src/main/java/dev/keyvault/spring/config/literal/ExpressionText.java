package dev.keyvault.spring.config.literal;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.Internal;
import dev.keyvault.spring.config.literal.TaintTracker.Segment;
import dev.keyvault.spring.config.literal.TaintTracker.Source;

/**
 * Writes a text with expressions such that imported values stay literal: an imported
 * value outside an expression becomes a literal of its own, one inside a literal is
 * escaped, and one elsewhere in an expression is accepted only if it is a number or a
 * boolean.
 */
@Internal
public final class ExpressionText {

	private static final String PREFIX = "#{";

	private static final Pattern HARMLESS = Pattern.compile("\\d{1,18}(\\.\\d{1,18})?|true|false");

	/**
	 * Spring refuses expressions of more than 10,000 characters; each of these may
	 * double.
	 */
	private static final int LONGEST_LITERAL = 4000;

	private final StringBuilder text = new StringBuilder();

	private boolean inExpression;

	private int braces;

	private char quote;

	private ExpressionText() {
	}

	/**
	 * Write a text.
	 * @param segments the segments of the text
	 * @return the text
	 * @throws ValueInExpressionException if a value would be evaluated
	 */
	static String of(List<Segment> segments) {
		ExpressionText expression = new ExpressionText();
		for (Segment segment : segments) {
			Source source = segment.source();
			if (source == null) {
				expression.addOwn(segment.text());
			}
			else {
				expression.addImported(segment.text(), source);
			}
		}
		return expression.text.toString();
	}

	/**
	 * Find out why a text cannot be evaluated with the values that an environment has.
	 * @param text the text, such as that of {@code @Value}
	 * @param environment the environment
	 * @return a sentence that holds no value, or {@code null} if nothing from a vault
	 * would be evaluated
	 */
	public static @Nullable String findFault(String text, ConfigurableEnvironment environment) {
		TaintTracker tracker = new TaintTracker(environment);
		try {
			String tainted = tracker.during(() -> environment.resolvePlaceholders(text));
			if (tainted != null && TaintTracker.isTainted(tainted)) {
				of(tracker.segments(tainted));
			}
			return null;
		}
		catch (ValueInExpressionException ex) {
			return ex.getMessage();
		}
		catch (IllegalArgumentException ex) {
			// A placeholder that leads to itself has no value that could be evaluated.
			return null;
		}
	}

	static boolean isExpression(String text) {
		return text.contains(PREFIX);
	}

	private void addOwn(String own) {
		for (int i = 0; i < own.length(); i++) {
			this.text.append(own.charAt(i));
			if (this.inExpression) {
				follow(own.charAt(i));
			}
			else if (own.startsWith(PREFIX, i)) {
				this.text.append('{');
				this.inExpression = true;
				i++;
			}
		}
	}

	private void follow(char each) {
		if (this.quote != 0) {
			this.quote = (each == this.quote) ? 0 : this.quote;
		}
		else if (each == '\'' || each == '"') {
			this.quote = each;
		}
		else if (each == '{') {
			this.braces++;
		}
		else if (each == '}') {
			this.inExpression = this.braces > 0;
			this.braces = Math.max(this.braces - 1, 0);
		}
	}

	private void addImported(String imported, Source source) {
		if (!this.inExpression) {
			addLiterals(imported);
		}
		else if (this.quote != 0) {
			String quotes = String.valueOf(this.quote);
			this.text.append(imported.replace(quotes, quotes + quotes));
		}
		else if (HARMLESS.matcher(imported).matches()) {
			this.text.append(imported);
		}
		else {
			throw new ValueInExpressionException(source);
		}
	}

	private void addLiterals(String imported) {
		for (int i = 0; i < imported.length(); i += LONGEST_LITERAL) {
			String literal = imported.substring(i, Math.min(i + LONGEST_LITERAL, imported.length()));
			this.text.append("#{'").append(literal.replace("'", "''")).append("'}");
		}
	}

}
