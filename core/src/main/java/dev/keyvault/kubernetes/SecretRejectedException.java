package dev.keyvault.kubernetes;

/**
 * Raised when the API server does not take a Secret as it is, or when it was changed or
 * deleted meanwhile.
 */
final class SecretRejectedException extends KubernetesException {

	SecretRejectedException(SecretId id, int status, String problem, String action) {
		super("The API server did not take %s (HTTP %d): %s.".formatted(id.describe(), status, problem), action, null);
	}

}
