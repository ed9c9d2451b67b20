package dev.keyvault.target;

/**
 * What was done with something that a target writes.
 */
public enum WriteResult {

	/**
	 * It was not polled yet.
	 */
	PENDING,

	/**
	 * It did not exist and was created.
	 */
	CREATED,

	/**
	 * It differed from what is declared and was updated.
	 */
	UPDATED,

	/**
	 * It was deleted and created anew.
	 */
	REPLACED,

	/**
	 * It was as declared, and was not written.
	 */
	UNCHANGED,

	/**
	 * It differs from what is declared, and another replica writes it.
	 */
	LEFT_TO_LEADER,

	/**
	 * It belongs to somebody else, at least in part, and was left alone as configured.
	 */
	SKIPPED,

	/**
	 * It was no longer declared and was deleted.
	 */
	DELETED,

	/**
	 * It is no longer declared and was left alone as configured.
	 */
	RETAINED,

	/**
	 * It belongs to somebody else, at least in part, and was left alone.
	 */
	CONFLICT,

	/**
	 * It could not be read or written.
	 */
	FAILED;

	/**
	 * Return whether the destination is as declared.
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
	 * @return whether the destination is polled again without anybody changing something
	 * first
	 */
	public boolean isOpen() {
		return this == PENDING || this == LEFT_TO_LEADER || this == FAILED;
	}

	/**
	 * Return whether the destination was written.
	 * @return whether it was created, updated, replaced or deleted
	 */
	public boolean isWrite() {
		return switch (this) {
			case CREATED, UPDATED, REPLACED, DELETED -> true;
			case PENDING, UNCHANGED, LEFT_TO_LEADER, SKIPPED, RETAINED, CONFLICT, FAILED -> false;
		};
	}

}
