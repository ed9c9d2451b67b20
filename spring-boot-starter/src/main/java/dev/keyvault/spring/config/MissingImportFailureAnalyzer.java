package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tells that an application which was processed ahead of time with an import starts
 * without one, so that what lets it follow has nothing to work with.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingImportFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		Class<?> missing = cause.getBeanType();
		if (missing == ImportedKeys.class) {
			return analysis("an import of keys", "'spring.config.import: \"keyvault:\"'", cause);
		}
		return (missing == KubernetesSettings.class)
				? analysis("Kubernetes Secrets", "'keyvault.kubernetes.secrets'", cause) : null;
	}

	private static FailureAnalysis analysis(String what, String property, Throwable cause) {
		return new FailureAnalysis(
				"The application was processed ahead of time with %s, and starts without.".formatted(what),
				"Start it with the profiles and the configuration that it was processed with, among them %s, or process it anew."
					.formatted(property),
				cause);
	}

}
