package dev.keyvault.kubernetes;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Raised when a Secret has to change where Kubernetes does not allow that: in the data of
 * an immutable Secret, in the type of any, or in one that is being deleted.
 */
final class FrozenSecretException extends KubernetesException {

	private static final String ACTION = "Delete the Secret, or let it be deleted and created anew with 'immutable: replace'.";

	private FrozenSecretException(SecretId id, String reason) {
		this(id, reason, ACTION);
	}

	private FrozenSecretException(SecretId id, String reason, String action) {
		super("%s cannot be changed: %s.".formatted(id.describe(), reason), action, null);
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

	static FrozenSecretException ending(SecretId id, List<String> finalizers) {
		String names = finalizers.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
		return new FrozenSecretException(id,
				"it is being deleted" + (names.isEmpty() ? "" : ", and waits for its finalizers: " + names),
				"Nothing, if whoever set the finalizers takes them off; the Secret is created anew when it is gone.");
	}

}
