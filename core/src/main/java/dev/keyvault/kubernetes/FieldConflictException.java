package dev.keyvault.kubernetes;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Raised when another field manager holds fields of a Secret that are to have another
 * value.
 */
final class FieldConflictException extends KubernetesException {

	FieldConflictException(SecretId id, List<Conflict> conflicts) {
		super("%s was not written: %s.".formatted(id.describe(),
				conflicts.stream().map(Conflict::toString).collect(Collectors.joining(", "))),
				"Take the fields out of one of the two configurations, leave the Secret alone with 'on-conflict: skip', or take the fields over with 'on-conflict: force'.",
				null);
	}

	/**
	 * A field that somebody else holds.
	 *
	 * @param field the field, such as {@code .data.password}
	 * @param manager the words of the API server for who holds it
	 */
	record Conflict(String field, String manager) {

		@Override
		public String toString() {
			return "field '%s' is held by %s".formatted(this.field, this.manager);
		}

	}

}
