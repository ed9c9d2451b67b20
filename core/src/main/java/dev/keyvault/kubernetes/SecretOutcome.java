package dev.keyvault.kubernetes;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.keyvault.kubernetes.KubernetesException.FieldConflictException;
import dev.keyvault.kubernetes.KubernetesException.ForeignSecretException;

/**
 * What became of a Secret. Holds no values.
 *
 * @param id the Secret
 * @param result what was done
 * @param failure what went wrong, or {@code null}
 * @param retryAt when the Secret is polled again at the earliest, or {@code null} for
 * whenever somebody asks
 */
public record SecretOutcome(SecretId id, Result result, @Nullable KubernetesException failure,
		@Nullable Instant retryAt) {

	static SecretOutcome of(SecretId id, Result result) {
		return new SecretOutcome(id, result, null, null);
	}

	static SecretOutcome failed(SecretId id, KubernetesException failure) {
		boolean conflict = failure instanceof FieldConflictException || failure instanceof ForeignSecretException;
		return new SecretOutcome(id, conflict ? Result.CONFLICT : Result.FAILED, failure, null);
	}

	/**
	 * Return what keeps the Secret from being as declared.
	 * @return one or more sentences, or {@code null} if nothing does
	 */
	public @Nullable String obstacle() {
		if (this.failure != null) {
			return this.failure.getMessage();
		}
		return switch (this.result) {
			case PENDING -> this.id.describe() + " was not polled yet.";
			case LEFT_TO_LEADER -> this.id.describe() + " is not as declared, and is left to the replica that leads.";
			case SKIPPED -> this.id.describe()
					+ " is somebody else's, or fields of it are, and was left alone as 'on-conflict: skip' says.";
			case CREATED, UPDATED, REPLACED, UNCHANGED, DELETED, RETAINED, CONFLICT, FAILED -> null;
		};
	}

	SecretOutcome retryAt(Instant time) {
		return new SecretOutcome(this.id, this.result, this.failure, time);
	}

	/**
	 * What was done with a Secret.
	 */
	public enum Result {

		/**
		 * It was not polled yet.
		 */
		PENDING,

		/**
		 * It was not there and is now.
		 */
		CREATED,

		/**
		 * It was another and is now as declared.
		 */
		UPDATED,

		/**
		 * It was deleted and created anew.
		 */
		REPLACED,

		/**
		 * It was as declared.
		 */
		UNCHANGED,

		/**
		 * It is not as declared, and another replica writes it.
		 */
		LEFT_TO_LEADER,

		/**
		 * It is somebody else's, or fields of it are, and was left alone as configured.
		 */
		SKIPPED,

		/**
		 * It was not declared any more and is deleted.
		 */
		DELETED,

		/**
		 * It is not declared any more and was left as configured.
		 */
		RETAINED,

		/**
		 * It is somebody else's, or fields of it are, and was left alone.
		 */
		CONFLICT,

		/**
		 * It could not be read or written.
		 */
		FAILED;

		/**
		 * Return whether the Secret is as declared.
		 * @return whether it was created, updated, replaced or found unchanged
		 */
		public boolean isAsDeclared() {
			return switch (this) {
				case CREATED, UPDATED, REPLACED, UNCHANGED -> true;
				case PENDING, LEFT_TO_LEADER, SKIPPED, DELETED, RETAINED, CONFLICT, FAILED -> false;
			};
		}

		/**
		 * Return whether waiting may help.
		 * @return whether the Secret is polled again without anybody changing something
		 * first
		 */
		public boolean isOpen() {
			return this == PENDING || this == LEFT_TO_LEADER || this == FAILED;
		}

		/**
		 * Return whether the Secret was written.
		 * @return whether it was created, updated, replaced or deleted
		 */
		public boolean isWrite() {
			return switch (this) {
				case CREATED, UPDATED, REPLACED, DELETED -> true;
				case PENDING, UNCHANGED, LEFT_TO_LEADER, SKIPPED, RETAINED, CONFLICT, FAILED -> false;
			};
		}

	}

}
