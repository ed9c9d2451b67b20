package dev.keyvault.kubernetes;

/**
 * Raised when a Secret has to change where Kubernetes does not allow that: in the data of
 * an immutable Secret, or in the type of any.
 */
final class FrozenSecretException extends KubernetesException {

	private static final String ACTION = "Delete the Secret, or let it be deleted and created anew with 'immutable: replace'.";

	private FrozenSecretException(SecretId id, String reason) {
		super("%s cannot be changed: %s.".formatted(id.describe(), reason), ACTION, null);
	}

	static FrozenSecretException immutable(SecretId id) {
		return new FrozenSecretException(id, "it is immutable and its entries have to change");
	}

	static FrozenSecretException type(SecretId id, String actual, String wanted) {
		return new FrozenSecretException(id, "its type is '%s' and has to become '%s'".formatted(actual, wanted));
	}

	static FrozenSecretException shared(SecretId id, String entries) {
		return new FrozenSecretException(id,
				"it would have to be deleted and created anew, and others have put the entries %s into it"
					.formatted(entries));
	}

}
