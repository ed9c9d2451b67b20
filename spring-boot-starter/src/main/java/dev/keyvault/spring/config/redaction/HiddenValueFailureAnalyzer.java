package dev.keyvault.spring.config.redaction;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InjectionPoint;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Reports the field or parameter that an imported value does not convert to, and where
 * the value is from, without the value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class HiddenValueFailureAnalyzer implements FailureAnalyzer {

	private final @Nullable Environment environment;

	HiddenValueFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		HiddenValueException hidden = ThrownChain.find(failure, HiddenValueException.class);
		return (hidden != null)
				? new FailureAnalysis(description(failure, hidden),
						"Correct the value of the object in the vault, or the type of the field or parameter.", failure)
				: null;
	}

	private String description(Throwable failure, HiddenValueException hidden) {
		UnsatisfiedDependencyException place = ThrownChain.of(failure)
			.filter(UnsatisfiedDependencyException.class::isInstance)
			.map(UnsatisfiedDependencyException.class::cast)
			.filter((each) -> each.getCause() == hidden)
			.findFirst()
			.orElse(null);
		String text = "An imported value does not convert to %s; it is not shown.\n"
			.formatted(hidden.getRequiredType());
		return (place != null) ? text + describe(place) : text;
	}

	private String describe(UnsatisfiedDependencyException place) {
		InjectionPoint point = place.getInjectionPoint();
		Value value = (point != null) ? point.getAnnotation(Value.class) : null;
		String expression = (value != null) ? "\n    Expression: %s\n    Origin: %s".formatted(value.value(),
				String.join(", ", origins(value.value()))) : "";
		return "\n    Bean: %s\n    Place: %s%s".formatted(place.getBeanName(), point, expression);
	}

	private Set<String> origins(String expression) {
		return (this.environment instanceof ConfigurableEnvironment known)
				? ImportedProperties.of(known).originsIn(expression) : Set.of();
	}

}
