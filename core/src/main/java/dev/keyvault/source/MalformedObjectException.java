package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;

/**
 * Raised when an object was read but does not hold what was expected of it. The cause is
 * left out where it might quote the value.
 */
@Internal
public final class MalformedObjectException extends KeyVaultException {

	/**
	 * Report that an object does not hold what was expected.
	 * @param id the object
	 * @param reason what is wrong, as a sentence that does not quote the value
	 * @param action what to do, as a sentence
	 */
	public MalformedObjectException(ObjectId id, String reason, String action) {
		this(id, reason, action, null);
	}

	/**
	 * Report that an object does not hold what was expected.
	 * @param id the object
	 * @param reason what is wrong, as a sentence that does not quote the value
	 * @param action what to do, as a sentence
	 * @param cause the failure, if its message cannot quote the value
	 */
	public MalformedObjectException(ObjectId id, String reason, String action, @Nullable Throwable cause) {
		super(id.vault(), reason, Message.of(action), cause);
	}

	@Override
	public Reach reach() {
		return Reach.OBJECT;
	}

}
