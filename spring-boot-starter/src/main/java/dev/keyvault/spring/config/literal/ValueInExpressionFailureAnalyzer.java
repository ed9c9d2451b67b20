package dev.keyvault.spring.config.literal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which imported value would be evaluated as an expression.
 */
final class ValueInExpressionFailureAnalyzer extends AbstractFailureAnalyzer<ValueInExpressionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ValueInExpressionException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
