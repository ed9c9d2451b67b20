package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.target.TargetException;
import dev.keyvault.target.WriteResult;

/**
 * Raised when the Kubernetes API server does not do what it was asked for, or could not
 * be asked. The message has two sentences for users, what failed and what to do, and
 * never the value of an entry.
 */
@Internal
public abstract sealed class KubernetesException extends TargetException {

	KubernetesException(String reason, String action, @Nullable Throwable cause) {
		super(reason, action, cause);
	}

	/**
	 * Raised when the API server knows the caller and refuses the operation, or does not
	 * know the caller.
	 */
	static final class AccessRefusedException extends KubernetesException {

		private final Reach reach;

		private AccessRefusedException(String reason, String action, Reach reach) {
			super(reason, action, null);
			this.reach = reach;
		}

		static AccessRefusedException of(Access access) {
			return new AccessRefusedException(
					"The Kubernetes API server does not allow %s.".formatted(access.describe()),
					"Add this rule to a Role in namespace '%s' that is bound to the application's ServiceAccount:\n%s"
						.formatted(access.namespace(), access.rule()),
					Reach.DESTINATION);
		}

		static AccessRefusedException unauthenticated() {
			return new AccessRefusedException(
					"The Kubernetes API server does not accept the application's token or certificate (HTTP 401): there is none, it has expired, or it is not for this cluster.",
					"Let the pod mount the token of its ServiceAccount (automountServiceAccountToken), or renew what the kubeconfig names; it is tried again later.",
					Reach.TARGET);
		}

		@Override
		public Reach reach() {
			return this.reach;
		}

	}

	/**
	 * Raised when nothing of the API server can be had for now, which may say for how
	 * long.
	 */
	private abstract static sealed class ApiServerException extends KubernetesException {

		private final @Nullable Duration retryAfter;

		ApiServerException(String reason, String action, @Nullable Duration retryAfter, @Nullable Throwable cause) {
			super(reason, action, cause);
			this.retryAfter = retryAfter;
		}

		@Override
		public @Nullable Duration retryAfter() {
			return this.retryAfter;
		}

		@Override
		public Reach reach() {
			return Reach.TARGET;
		}

	}

	/**
	 * Raised when the API server asks its callers to slow down.
	 */
	static final class ApiServerThrottledException extends ApiServerException {

		ApiServerThrottledException(@Nullable Duration retryAfter) {
			super("The Kubernetes API server is throttling its callers (HTTP 429)%s."
				.formatted((retryAfter != null) ? " and asks to wait " + retryAfter.toSeconds() + " s" : ""),
					"It is tried again later; let one replica write for all, with leader election, if this goes on.",
					retryAfter, null);
		}

	}

	/**
	 * Raised when the API server gives no usable answer.
	 */
	static final class ApiServerUnavailableException extends ApiServerException {

		private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

		private final boolean away;

		private ApiServerUnavailableException(String reason, String action, @Nullable Duration retryAfter, boolean away,
				@Nullable Throwable cause) {
			super(reason, action, retryAfter, cause);
			this.away = away;
		}

		static ApiServerUnavailableException unreachable(String address, Throwable cause) {
			return new ApiServerUnavailableException(
					"The Kubernetes API server at %s does not answer.".formatted(address),
					"Check that it can be reached from here; it is tried again later.", null, true, cause);
		}

		static ApiServerUnavailableException failing(String address, int status, @Nullable Duration retryAfter) {
			return new ApiServerUnavailableException(
					"The Kubernetes API server at %s fails (HTTP %d).".formatted(address, status),
					"Check the state of the cluster; it is tried again later.", retryAfter,
					retryAfter == null && GATEWAY.contains(status), null);
		}

		@Override
		public boolean isOutage() {
			return this.away;
		}

	}

	/**
	 * Raised when another field manager holds fields of a Secret that are to have another
	 * value.
	 */
	static final class FieldConflictException extends KubernetesException {

		FieldConflictException(SecretId id, List<Conflict> conflicts) {
			super("%s was not written: %s.".formatted(id.describe(),
					conflicts.stream().map(Conflict::toString).collect(Collectors.joining(", "))),
					"Take the fields out of one of the two configurations, leave the Secret alone with 'on-conflict: skip', or take the fields over with 'on-conflict: force'.",
					null);
		}

		@Override
		public WriteResult result() {
			return WriteResult.CONFLICT;
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

	/**
	 * Raised when there is a Secret of the name that was not written by this library.
	 */
	static final class ForeignSecretException extends KubernetesException {

		ForeignSecretException(SecretId id, String managers) {
			super("%s exists and was not written by this application; its field managers: %s.".formatted(id.describe(),
					managers), "Choose another name, delete that Secret, or take it over with 'on-conflict: force'.",
					null);
		}

		@Override
		public WriteResult result() {
			return WriteResult.CONFLICT;
		}

	}

	/**
	 * Raised when a Secret has to change where Kubernetes does not allow that: in the
	 * data of an immutable Secret, in the type of any, or in one that is being deleted.
	 */
	static final class FrozenSecretException extends KubernetesException {

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

	/**
	 * Raised when the values do not make the Secret that is declared. The API server is
	 * not asked.
	 */
	static final class InvalidSecretException extends KubernetesException {

		InvalidSecretException(SecretId id, String reason, String action) {
			super("%s cannot be written: %s.".formatted(id.describe(), reason), action, null);
		}

		@Override
		public boolean isOfValues() {
			return true;
		}

	}

	/**
	 * Raised when the API server does not take a Secret as it is, or when it was changed
	 * or deleted meanwhile.
	 */
	static final class SecretRejectedException extends KubernetesException {

		SecretRejectedException(SecretId id, int status, String problem, String action) {
			super("The API server did not take %s (HTTP %d): %s.".formatted(id.describe(), status, problem), action,
					null);
		}

	}

	/**
	 * Raised when it cannot be told which workload the application runs as.
	 */
	static final class WorkloadUnknownException extends KubernetesException {

		WorkloadUnknownException(String reason) {
			super("The workload that the application runs as cannot be found: %s.".formatted(reason),
					"Run the application in a pod whose name and namespace it is told, or take out what needs it, 'owner: workload' or 'remove-undeclared'.",
					null);
		}

	}

}
