package dev.keyvault.spring.config;

import java.util.regex.Pattern;

import org.springframework.beans.factory.config.BeanDefinitionVisitor;
import org.springframework.beans.factory.support.AbstractBeanFactory;

/**
 * Knows who reads a property to evaluate it as an expression, in places that
 * {@link EmbeddedValues} does not guard: conditions on expressions, and contexts that a
 * library makes for itself. There a value that would be evaluated is refused.
 */
final class ExpressionReaders {

	private static final String CONDITION = "org.springframework.boot.autoconfigure.condition.OnExpressionCondition";

	private static final Pattern HARMLESS = Pattern.compile("[\\w.\\- ]*");

	private ExpressionReaders() {
	}

	/**
	 * Return whether a value could be anything but a name or a number in an expression.
	 * @param value the value
	 * @return {@code false} if it need not be checked who reads it
	 */
	static boolean areConcernedBy(String value) {
		return !HARMLESS.matcher(value).matches();
	}

	/**
	 * Return whether one is reading a value. To find out takes a while, so it is done
	 * only if need be.
	 * @param value the value
	 * @param starting whether some context is starting, which is when conditions are
	 * evaluated
	 * @return whether the value would be evaluated
	 */
	static boolean areHere(String value, boolean starting) {
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
