package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;

/**
 * Raised when an object exists but is disabled.
 */
@Internal
public final class ObjectDisabledException extends KeyVaultException {

	/**
	 * Report that an object is disabled.
	 * @param id the object
	 * @param cause what the vault answered, if that is worth keeping
	 */
	public ObjectDisabledException(ObjectId id, @Nullable Throwable cause) {
		super(id.vault(), "The %s is disabled.".formatted(id.describe()),
				Message.of("Enable it, or write 'optional:' before the reference."), cause);
	}

	@Override
	public Reach reach() {
		return Reach.OBJECT;
	}

}
