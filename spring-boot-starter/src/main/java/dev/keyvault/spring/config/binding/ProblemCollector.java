package dev.keyvault.spring.config.binding;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.source.Problem;

/**
 * Collects the problems of properties, so that none hides another.
 *
 * @param declaration what the properties belong to
 * @param problems gets the problems
 */
@Internal
public record ProblemCollector(String declaration, List<Problem> problems) {

	/**
	 * Run an action.
	 * @param reading reads properties
	 */
	public void collect(Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(this.declaration));
		}
	}

	/**
	 * Read an object from properties.
	 * @param <T> the type of the object
	 * @param reading reads the object
	 * @return the object, or {@code null} if a property is invalid
	 */
	public <T> @Nullable T read(Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(this.declaration));
			return null;
		}
	}

}
