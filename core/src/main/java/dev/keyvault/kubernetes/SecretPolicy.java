package dev.keyvault.kubernetes;

import dev.keyvault.Internal;

/**
 * What is to be done where Kubernetes or others stand in the way of a Secret.
 *
 * @param onConflict when somebody else holds what is to be written
 * @param onRemoval when the Secret is not declared any more
 * @param onImmutable when what has to change cannot be changed
 * @param owner what the Secret is to be garbage-collected with
 */
@Internal
public record SecretPolicy(OnConflict onConflict, OnRemoval onRemoval, OnImmutable onImmutable, Owner owner) {

	/**
	 * Fail on conflicts, retain what was removed, fail on what is immutable, no owner.
	 */
	public static final SecretPolicy DEFAULTS = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.NONE);

	/**
	 * What to do when another field manager holds a field with another value, or the
	 * Secret is somebody else's.
	 */
	public enum OnConflict {

		/**
		 * Leave the Secret as it is, and report it.
		 */
		FAIL,

		/**
		 * Take the fields over.
		 */
		FORCE,

		/**
		 * Leave the Secret as it is.
		 */
		SKIP

	}

	/**
	 * What to do with a Secret that is not declared any more.
	 */
	public enum OnRemoval {

		/**
		 * Leave it.
		 */
		RETAIN,

		/**
		 * Delete it.
		 */
		DELETE

	}

	/**
	 * What to do when the type has to change, or the data of an immutable Secret.
	 */
	public enum OnImmutable {

		/**
		 * Leave the Secret as it is, and report it.
		 */
		FAIL,

		/**
		 * Delete the Secret and create it anew, immutable if it was.
		 */
		REPLACE

	}

	/**
	 * What a Secret is garbage-collected with.
	 */
	public enum Owner {

		/**
		 * Nothing.
		 */
		NONE,

		/**
		 * The workload that the application runs as: its Deployment, StatefulSet,
		 * CronJob, Job or other controller, or the bare pod.
		 */
		WORKLOAD

	}

}
