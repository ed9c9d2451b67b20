package dev.keyvault.spring.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which Spring Boot is needed. Works with those that are too old.
 */
final class UnsupportedSpringBootFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedSpringBootException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnsupportedSpringBootException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Upgrade the application to Spring Boot 4 (the version of 'spring-boot-starter-parent' or 'spring-boot-dependencies'), or take 'keyvault-spring-boot-starter' out. There is no version of it for Spring Boot 3.",
				cause);
	}

}
