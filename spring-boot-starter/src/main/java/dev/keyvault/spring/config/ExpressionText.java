package dev.keyvault.spring.config;

import java.util.List;
import java.util.regex.Pattern;

import dev.keyvault.spring.config.Marks.Part;
import dev.keyvault.spring.config.Marks.Source;

/**
 * Writes a text for whoever evaluates the expressions in it, such that imported values
 * stay what they are: beside an expression they become a literal of their own, in a
 * literal they stay in it, and in the midst of an expression only a number or a boolean
 * is one.
 */
final class ExpressionText {

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
	 * @param parts the parts of the text
	 * @return the text
	 * @throws ValueInExpressionException if a value would be evaluated
	 */
	static String of(List<Part> parts) {
		ExpressionText expression = new ExpressionText();
		for (Part part : parts) {
			Source source = part.source();
			if (source == null) {
				expression.addOwn(part.text());
			}
			else {
				expression.addImported(part.text(), source);
			}
		}
		return expression.text.toString();
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
