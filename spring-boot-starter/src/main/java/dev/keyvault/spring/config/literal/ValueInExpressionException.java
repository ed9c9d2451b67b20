package dev.keyvault.spring.config.literal;

import dev.keyvault.Internal;
import dev.keyvault.spring.config.literal.TaintTracker.Source;

/**
 * Raised when an imported value would be evaluated as a part of an expression. Names the
 * key and where it is from, and holds no value.
 */
@Internal
public final class ValueInExpressionException extends RuntimeException {

	private static final String ACTION = "Put the placeholder in quotes, as in #{'${key}'.trim()}, take it out of the expression, "
			+ "or bind the key with @ConfigurationProperties.";

	private final String description;

	ValueInExpressionException(Source source) {
		this("Key '%s' is part of an expression, and its value would be evaluated there. It is from %s."
			.formatted(source.key(), source.origin()));
	}

	private ValueInExpressionException(String description) {
		super(description + " " + ACTION);
		this.description = description;
	}

	/**
	 * Return what failed, for users.
	 * @return a sentence
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return what to do, for users.
	 * @return a sentence
	 */
	public String action() {
		return ACTION;
	}

}
