package dev.keyvault.kubernetes;

/**
 * Raised when there is a Secret of the name that was not written by this library.
 */
final class ForeignSecretException extends KubernetesException {

	ForeignSecretException(SecretId id, String managers) {
		super("%s exists and was not written by this application; its field managers: %s.".formatted(id.describe(),
				managers), "Choose another name, delete that Secret, or take it over with 'on-conflict: force'.", null);
	}

}
