package dev.keyvault.spring.config;

import java.util.ArrayList;
import java.util.List;

import dev.keyvault.snapshot.Problem;

/**
 * Collects the mistakes in properties, so that none of them hides another.
 */
final class ProblemCollector {

	private final String declaration;

	private final List<Problem> problems = new ArrayList<>();

	/**
	 * Create a collector.
	 * @param declaration what the properties belong to
	 */
	ProblemCollector(String declaration) {
		this.declaration = declaration;
	}

	void collect(Runnable reading) {
		try {
			reading.run();
		}
		catch (InvalidPropertyException ex) {
			this.problems.add(ex.problem(this.declaration));
		}
	}

	List<Problem> problems() {
		return this.problems;
	}

}
