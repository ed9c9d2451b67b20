package dev.keyvault.spring.config.redaction;

import java.util.List;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

import dev.keyvault.Internal;
import dev.keyvault.source.RedactedException;

/**
 * A property that does not bind, and why. Neither its value nor a message of another
 * library, which may quote it, is part of this.
 *
 * @param property what to call the property
 * @param origin where its value is from, or {@code null} if that is not known
 * @param reason what is wrong with the value, as the end of a sentence
 */
@Internal
public record BindFault(String property, @Nullable Origin origin, String reason) {

	/**
	 * Find what does not bind.
	 * @param failure the failure of a binding
	 * @param imported knows what to call properties
	 * @return the faults, one at least
	 */
	public static List<BindFault> of(BindException failure, ImportedProperties imported) {
		BindValidationException invalid = ThrownChain.find(failure, BindValidationException.class);
		if (invalid != null) {
			ConfigurationPropertyName prefix = invalid.getValidationErrors().getName();
			return StreamSupport.stream(invalid.getValidationErrors().spliterator(), false)
				.map((error) -> invalid(prefix, error, imported))
				.toList();
		}
		UnboundConfigurationPropertiesException unbound = ThrownChain.find(failure,
				UnboundConfigurationPropertiesException.class);
		return (unbound != null) ? unbound(failure, unbound, imported) : List.of(conversion(failure, imported));
	}

	private static BindFault invalid(ConfigurationPropertyName prefix, ObjectError error, ImportedProperties imported) {
		String field = (error instanceof FieldError fieldError) ? "." + fieldError.getField() : "";
		return new BindFault(imported.shown(prefix + field), Origin.from(error), rule(error));
	}

	// The code of a constraint is the name of its annotation, and its first argument what
	// the property is called. Validators of Spring choose their codes as they like.
	private static String rule(ObjectError error) {
		@Nullable Object @Nullable [] arguments = error.getArguments();
		boolean constraint = arguments != null && arguments.length > 0
				&& arguments[0] instanceof MessageSourceResolvable;
		return constraint ? "breaks the rule @" + error.getCode() : "does not pass its validator";
	}

	private static List<BindFault> unbound(BindException failure, UnboundConfigurationPropertiesException unbound,
			ImportedProperties imported) {
		return unbound.getUnboundProperties()
			.stream()
			.map((property) -> new BindFault(imported.shown(property.getName().toString()), property.getOrigin(),
					"is not a property of " + failure.getTarget().getType()))
			.toList();
	}

	private static BindFault conversion(BindException failure, ImportedProperties imported) {
		List<Throwable> causes = ThrownChain.causes(failure);
		String reason = (failure.getProperty() != null) ? "does not convert to " + failure.getTarget().getType()
				: "cannot be made: " + RedactedException.of(causes.get(causes.size() - 1)).describe();
		return new BindFault(imported.shown(failure.getName().toString()), Origin.from(failure.getProperty()), reason);
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
