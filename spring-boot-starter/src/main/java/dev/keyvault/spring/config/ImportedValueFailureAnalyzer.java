package dev.keyvault.spring.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.validation.FieldError;

/**
 * Tells which imported value does not bind and where it is from, without the value, which
 * the analyzers of Spring Boot would print.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ImportedValueFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {

	private final Environment environment;

	ImportedValueFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
		List<String> faults = faults(cause);
		return faults.isEmpty() ? null : new FailureAnalysis(
				"Imported values do not bind to %s; they are not shown.\n%s".formatted(cause.getTarget().getType(),
						String.join("\n", faults)),
				"Correct the value of the object in the vault, its reference, or the type or rules of the property.",
				withoutMessages(cause));
	}

	// Spring Boot logs the cause at debug level, and its messages have the value.
	private static Throwable withoutMessages(BindException cause) {
		Throwable silent = new IllegalStateException("An imported value does not bind");
		silent.setStackTrace(cause.getStackTrace());
		return silent;
	}

	private List<String> faults(BindException failure) {
		BindValidationException invalid = findCause(failure, BindValidationException.class);
		if (invalid != null) {
			return faults(failure, invalid);
		}
		UnboundConfigurationPropertiesException unbound = findCause(failure,
				UnboundConfigurationPropertiesException.class);
		return (unbound != null) ? faults(failure, unbound) : conversionFaults(failure);
	}

	private List<String> faults(BindException failure, BindValidationException invalid) {
		return StreamSupport.stream(invalid.getValidationErrors().spliterator(), false)
			.filter(FieldError.class::isInstance)
			.map(FieldError.class::cast)
			.filter((error) -> isImported(Origin.from(error)) || showsValue(String.valueOf(error.getRejectedValue())))
			.map((error) -> fault(failure.getName() + "." + error.getField(), Origin.from(error), rule(error)))
			.toList();
	}

	private static String rule(FieldError error) {
		String message = String.valueOf(error.getDefaultMessage());
		String value = String.valueOf(error.getRejectedValue());
		return (!value.isEmpty() && message.contains(value)) ? "does not follow its rule" : message;
	}

	private List<String> faults(BindException failure, UnboundConfigurationPropertiesException unbound) {
		return unbound.getUnboundProperties()
			.stream()
			.filter((property) -> isImported(property.getOrigin()) || showsValue(String.valueOf(property.getValue())))
			.map((property) -> fault(property.getName().toString(), property.getOrigin(),
					"is not a property of " + failure.getTarget().getType()))
			.toList();
	}

	private List<String> conversionFaults(BindException failure) {
		Origin origin = Origin.from(failure.getProperty());
		if (isImported(origin) || messages(failure).anyMatch(this::showsValue)) {
			return List.of(fault(failure.getName().toString(), origin,
					"does not convert to " + failure.getTarget().getType()));
		}
		return List.of();
	}

	private static String fault(String property, @Nullable Origin origin, String reason) {
		return "\n    Property: %s\n    Origin: %s\n    Reason: %s".formatted(property, origin, reason);
	}

	private static boolean isImported(@Nullable Origin origin) {
		return Stream.concat(Stream.ofNullable(origin), Origin.parentsFrom(origin).stream())
			.anyMatch(KeyVaultOrigin.class::isInstance);
	}

	private static Stream<String> messages(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.map(Throwable::getMessage)
			.filter(Objects::nonNull);
	}

	private boolean showsValue(String text) {
		return this.environment instanceof ConfigurableEnvironment configurable && configurable.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map((source) -> ((KeyVaultPropertySource) source).getSource())
			.anyMatch((keys) -> keys.areShownIn(text));
	}

}
