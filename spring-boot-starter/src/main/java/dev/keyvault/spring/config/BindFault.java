package dev.keyvault.spring.config;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.origin.Origin;
import org.springframework.validation.FieldError;

/**
 * A property that does not bind, and why, without its value.
 *
 * @param property the name of the property
 * @param origin where its value is from, or {@code null} if that is not known
 * @param reason what is wrong with the value, as the end of a sentence
 * @param shown what Spring Boot would show of the value
 */
public record BindFault(String property, @Nullable Origin origin, String reason, List<String> shown) {

	public BindFault {
		shown = List.copyOf(shown);
	}

	/**
	 * Find what does not bind.
	 * @param failure the failure of a binding
	 * @return the faults, one at least unless a validator told no field
	 */
	public static List<BindFault> of(BindException failure) {
		BindValidationException invalid = find(failure, BindValidationException.class);
		if (invalid != null) {
			return invalid(failure, invalid);
		}
		UnboundConfigurationPropertiesException unbound = find(failure, UnboundConfigurationPropertiesException.class);
		return (unbound != null) ? unbound(failure, unbound) : List.of(conversion(failure));
	}

	private static List<BindFault> invalid(BindException failure, BindValidationException invalid) {
		return StreamSupport.stream(invalid.getValidationErrors().spliterator(), false)
			.filter(FieldError.class::isInstance)
			.map(FieldError.class::cast)
			.map((error) -> new BindFault(failure.getName() + "." + error.getField(), Origin.from(error), rule(error),
					List.of(String.valueOf(error.getRejectedValue()))))
			.toList();
	}

	private static String rule(FieldError error) {
		String message = String.valueOf(error.getDefaultMessage());
		String value = String.valueOf(error.getRejectedValue());
		return (!value.isEmpty() && message.contains(value)) ? "does not follow its rule" : message;
	}

	private static List<BindFault> unbound(BindException failure, UnboundConfigurationPropertiesException unbound) {
		return unbound.getUnboundProperties()
			.stream()
			.map((property) -> new BindFault(property.getName().toString(), property.getOrigin(),
					"is not a property of " + failure.getTarget().getType(),
					List.of(String.valueOf(property.getValue()))))
			.toList();
	}

	private static BindFault conversion(BindException failure) {
		return new BindFault(failure.getName().toString(), Origin.from(failure.getProperty()),
				"does not convert to " + failure.getTarget().getType(), messages(failure));
	}

	private static List<String> messages(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.map(Throwable::getMessage)
			.filter(Objects::nonNull)
			.toList();
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(type::isInstance)
			.map(type::cast)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the fault without the value.
	 * @return such as {@code property 'app.port' does not convert to int}
	 */
	@Override
	public String toString() {
		return "property '%s' %s".formatted(this.property, this.reason);
	}

}
