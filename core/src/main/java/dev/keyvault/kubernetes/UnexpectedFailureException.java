package dev.keyvault.kubernetes;

import dev.keyvault.source.RedactedException;

/**
 * Raised when handling a Secret fails in a way that nobody has thought of. What was
 * thrown is told without its message, which may quote a value.
 */
final class UnexpectedFailureException extends KubernetesException {

	UnexpectedFailureException(SecretId id, Throwable thrown) {
		super("%s could not be handled: %s.".formatted(id.describe(), RedactedException.of(thrown).describe()),
				"Report this; it is tried again later.", null);
	}

}
