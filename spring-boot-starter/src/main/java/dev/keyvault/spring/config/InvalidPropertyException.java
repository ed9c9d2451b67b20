package dev.keyvault.spring.config;

import dev.keyvault.snapshot.Problem;

/**
 * Raised when a property says something that cannot be followed.
 */
final class InvalidPropertyException extends RuntimeException {

	private final String property;

	private final String reason;

	private final String action;

	InvalidPropertyException(String property, String reason, String action) {
		super(reason + " " + action);
		this.property = property;
		this.reason = reason;
		this.action = action;
	}

	Problem problem(String declaration) {
		return new Problem(declaration, this.property, this.reason, this.action, false);
	}

}
