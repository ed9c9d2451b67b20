package dev.keyvault.spring.config.redaction;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

import dev.keyvault.source.RedactedException;

/**
 * Reports an exception that shows an imported value, without its messages. Spring Boot
 * would log or quote these messages.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class QuotedValueFailureAnalyzer implements FailureAnalyzer {

	private final @Nullable Environment environment;

	QuotedValueFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		return (this.environment instanceof ConfigurableEnvironment known && ThrownChain.messages(failure)
			.anyMatch(ImportedProperties.of(known)::areShownIn)) ? new FailureAnalysis(description(failure),
					"Correct the value of the object in the vault, or what is made of it. With 'debug: true' the stack traces are logged, without the messages.",
					SilencedException.of(failure)) : null;
	}

	private static String description(Throwable failure) {
		return "The application does not start, and the messages of what was thrown show an imported value; they are left out.\n\n"
				+ ThrownChain.of(failure)
					.map(QuotedValueFailureAnalyzer::describe)
					.collect(Collectors.joining("\n    caused by ", "    ", ""));
	}

	private static String describe(Throwable thrown) {
		String bean = (thrown instanceof BeanCreationException creation && creation.getBeanName() != null)
				? " of the bean '%s'".formatted(creation.getBeanName()) : "";
		return RedactedException.of(thrown).describe() + bean;
	}

}
