package dev.keyvault.spring.config;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.keyvault.snapshot.Problem;

/**
 * Collects the mistakes in properties, so that none of them hides another.
 *
 * @param declaration what the properties belong to
 * @param problems gets the mistakes
 */
record ProblemCollector(String declaration, List<Problem> problems) {

	void collect(Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(this.declaration));
		}
	}

	/**
	 * Read something.
	 * @param <T> the type of what is read
	 * @param reading reads it
	 * @return what was read, or {@code null} if there is a mistake in it
	 */
	<T> @Nullable T read(Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(this.declaration));
			return null;
		}
	}

}
