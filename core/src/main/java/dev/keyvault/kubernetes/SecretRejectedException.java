package dev.keyvault.kubernetes;

/**
 * Raised when the API server does not take a Secret as it is, or when it was changed or
 * deleted meanwhile.
 */
public final class SecretRejectedException extends KubernetesException {

	private final int status;

	SecretRejectedException(SecretId id, int status, String problem, String action) {
		super("The API server did not take %s (HTTP %d): %s.".formatted(id.describe(), status, problem), action, null);
		this.status = status;
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status, such as 422
	 */
	public int status() {
		return this.status;
	}

}
