package dev.keyvault.spring.refresh.bean;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;

import dev.keyvault.spring.refresh.Rotating;

/**
 * Explains why a {@link Rotating} cannot be injected.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RotatingFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		ResolvableType type = cause.getResolvableType();
		if (type == null || type.toClass() != Rotating.class || cause.getNumberOfBeansFound() > 1) {
			return null;
		}
		String wanted = type.getGeneric().toClass().getName();
		return new FailureAnalysis(
				"A bean wants Rotating<%s>, but there is no configuration properties bean of that type."
					.formatted(wanted),
				"Annotate '%s' with @ConfigurationProperties and register it with @EnableConfigurationProperties or @ConfigurationPropertiesScan."
					.formatted(wanted),
				cause);
	}

}
