package dev.keyvault.spring.config.literal;

import java.util.regex.Pattern;

import org.springframework.beans.factory.config.BeanDefinitionVisitor;
import org.springframework.beans.factory.support.AbstractBeanFactory;

import dev.keyvault.Internal;
import dev.keyvault.spring.config.literal.TaintTracker.Source;

/**
 * Knows which callers read a property to evaluate it as an expression, in places that
 * {@link EmbeddedValues} does not guard: conditions on expressions, and contexts that a
 * library creates for itself. Rejects a value that would be evaluated there.
 */
@Internal
public final class ExpressionReaders {

	private static final String CONDITION = "org.springframework.boot.autoconfigure.condition.OnExpressionCondition";

	private static final Pattern HARMLESS = Pattern.compile("[\\w.\\- ]*");

	private ExpressionReaders() {
	}

	/**
	 * Return whether a value could be anything but a name or a number in an expression.
	 * @param value the value
	 * @return {@code false} if its readers need not be checked
	 */
	public static boolean areConcernedBy(String value) {
		return !HARMLESS.matcher(value).matches();
	}

	/**
	 * Check that the caller who reads a value does not evaluate it.
	 * @param key the key
	 * @param value the value
	 * @param origin where the value is from
	 * @param starting whether some context is starting, which is when conditions are
	 * evaluated
	 * @throws ValueInExpressionException if the caller evaluates it
	 */
	public static void check(String key, String value, String origin, boolean starting) {
		if (areHere(value, starting)) {
			throw new ValueInExpressionException(new Source(key, origin));
		}
	}

	// Walking the stack is slow, so it is done only if the value may be evaluated.
	private static boolean areHere(String value, boolean starting) {
		boolean expression = ExpressionText.isExpression(value);
		return (expression || starting)
				&& StackWalker.getInstance().walk((frames) -> frames.anyMatch((frame) -> evaluates(frame, expression)));
	}

	private static boolean evaluates(StackWalker.StackFrame frame, boolean expression) {
		String reader = frame.getClassName();
		return CONDITION.equals(reader) || (expression && (isEmbedded(frame) || isDefinition(reader)));
	}

	private static boolean isEmbedded(StackWalker.StackFrame frame) {
		return AbstractBeanFactory.class.getName().equals(frame.getClassName())
				&& "resolveEmbeddedValue".equals(frame.getMethodName());
	}

	private static boolean isDefinition(String reader) {
		return BeanDefinitionVisitor.class.getName().equals(reader);
	}

}
