package dev.keyvault.spring.config;

import java.util.function.Supplier;

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

	/**
	 * Make something of a property.
	 * @param <T> the type of what is made
	 * @param property the property
	 * @param making makes it
	 * @return what was made
	 * @throws InvalidPropertyException if it is refused, for the same reason
	 */
	static <T> T checked(String property, Supplier<T> making) {
		try {
			return making.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, ex.getMessage() + ".", "Correct '%s'.".formatted(property));
		}
	}

	Problem problem(String declaration) {
		return new Problem(declaration, this.property, this.reason, this.action, false);
	}

}
