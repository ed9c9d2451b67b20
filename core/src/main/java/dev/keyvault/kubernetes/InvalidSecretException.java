package dev.keyvault.kubernetes;

/**
 * Raised when the values do not make the Secret that is declared. The API server is not
 * asked.
 */
final class InvalidSecretException extends KubernetesException {

	InvalidSecretException(SecretId id, String reason, String action) {
		super("%s cannot be written: %s.".formatted(id.describe(), reason), action, null);
	}

}
