package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Finds imported values that would be evaluated as a part of an expression.
 */
public final class ExpressionFaults {

	private ExpressionFaults() {
	}

	/**
	 * Find out why a text cannot be evaluated with the values that an environment has.
	 * @param text the text, such as that of {@code @Value}
	 * @param environment the environment
	 * @return a sentence that holds no value, or {@code null} if nothing from a vault
	 * would be evaluated
	 */
	public static @Nullable String find(String text, ConfigurableEnvironment environment) {
		Marks marks = new Marks(environment);
		try {
			String marked = marks.during(() -> environment.resolvePlaceholders(text));
			if (marked != null && Marks.areIn(marked)) {
				ExpressionText.of(marks.parts(marked));
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

}
