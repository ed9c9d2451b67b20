package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;

/**
 * Raised when a vault has no such object, or no such version of it.
 */
@Internal
public final class ObjectNotFoundException extends KeyVaultException {

	private ObjectNotFoundException(ObjectId id, String reason, String action, @Nullable Throwable cause) {
		super(id.vault(), reason, Message.of(action), cause);
	}

	/**
	 * Report that an object does not exist.
	 * @param id the object
	 * @param cause what the vault answered, if that is worth keeping
	 * @return the exception
	 */
	public static ObjectNotFoundException of(ObjectId id, @Nullable Throwable cause) {
		String subject = (id.version() != null)
				? "Version %s of %s '%s'".formatted(id.version(), id.kind().word(), id.name())
				: "%s '%s'".formatted(capitalize(id.kind().word()), id.name());
		return new ObjectNotFoundException(id, "%s does not exist in vault %s.".formatted(subject, id.vault()),
				"Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.",
				cause);
	}

	/**
	 * Report that an object has no enabled version before its current one.
	 * @param id the object
	 * @return the exception
	 */
	public static ObjectNotFoundException previousOf(ObjectId id) {
		return new ObjectNotFoundException(id,
				"%s '%s' of vault %s has no enabled version before its current one."
					.formatted(capitalize(id.kind().word()), id.name(), id.vault()),
				"Write 'optional:' before the reference if there need not be one.", null);
	}

	/**
	 * Report that an object has fewer enabled versions than are asked for.
	 * @param id the object
	 * @param size how many it has
	 * @param index the one that is asked for, counted from 0
	 * @return the exception
	 */
	public static ObjectNotFoundException inHistory(ObjectId id, int size, int index) {
		return new ObjectNotFoundException(id,
				"%s '%s' of vault %s has %d enabled %s to choose from, so none at index %d.".formatted(
						capitalize(id.kind().word()), id.name(), id.vault(), size, (size == 1) ? "version" : "versions",
						index),
				"Write 'optional:' before the reference if there need not be one.", null);
	}

	@Override
	public Reach reach() {
		return Reach.OBJECT;
	}

	private static String capitalize(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

}
