package dev.keyvault.spring.config.redaction;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;

/**
 * Raised when an imported value does not convert to the type of a field or parameter.
 * Neither it nor its cause quotes the value.
 */
final class HiddenValueException extends TypeMismatchException {

	private static final String HIDDEN = "[redacted]";

	HiddenValueException(@Nullable Class<?> requiredType) {
		super(HIDDEN, requiredType, new IllegalArgumentException("the value is imported, so it is not shown"));
	}

}
