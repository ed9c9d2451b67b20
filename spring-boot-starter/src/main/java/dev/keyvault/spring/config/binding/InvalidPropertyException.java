package dev.keyvault.spring.config.binding;

import java.util.function.Supplier;

import dev.keyvault.Internal;
import dev.keyvault.mapping.DeclarationSource.Mistake;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

/**
 * Raised when a property has an invalid value.
 */
@Internal
public final class InvalidPropertyException extends RuntimeException {

	private final String property;

	private final String reason;

	private final String action;

	/**
	 * Create an exception.
	 * @param property the property
	 * @param reason what is wrong, as a sentence
	 * @param action what to do, as a sentence
	 */
	public InvalidPropertyException(String property, String reason, String action) {
		super(reason + " " + action);
		this.property = property;
		this.reason = reason;
		this.action = action;
	}

	/**
	 * Create an object from a property.
	 * @param <T> the type of the object
	 * @param property the property
	 * @param making creates the object
	 * @return the object
	 * @throws InvalidPropertyException if the object rejects the value, for the same
	 * reason
	 */
	public static <T> T checked(String property, Supplier<T> making) {
		try {
			return making.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException(property, ex.getMessage() + ".", "Correct '%s'.".formatted(property));
		}
	}

	/**
	 * Return what is wrong.
	 * @return the property, the reason and the action
	 */
	public Mistake mistake() {
		return new Mistake(this.property, this.reason, this.action);
	}

	/**
	 * Return the problem.
	 * @param declaration the declaration that the property belongs to
	 * @return the problem
	 */
	public Problem problem(String declaration) {
		return new Problem(new Subject.Property(declaration, this.property), this.reason, Message.of(this.action));
	}

}
