package dev.keyvault.source;

import java.util.concurrent.Callable;

import dev.keyvault.Internal;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.Vault;

/**
 * Raised when something was thrown, while an object or a list was read, that nobody
 * foresaw. The cause is a {@link RedactedException}, which holds no message.
 */
@Internal
public final class UnexpectedFailureException extends KeyVaultException {

	private UnexpectedFailureException(Vault vault, String subject, RedactedException cause) {
		super(vault, "Reading %s failed unexpectedly with %s.".formatted(subject, cause.describe()), Message
			.of("Check the stack trace in the log and what is kept in the vault; if that is in order, report a bug."),
				cause);
	}

	/**
	 * Read an object, and let nothing but a {@link KeyVaultException} out.
	 * @param <T> the type of what is read
	 * @param id the object
	 * @param read reads it
	 * @return what was read
	 */
	public static <T> T guard(ObjectId id, Callable<T> read) {
		return Isolation.call(read, (thrown) -> {
			throw known(id.vault(), "the " + id.describe(), thrown);
		});
	}

	/**
	 * Read what is not about one object, and let nothing but a {@link KeyVaultException}
	 * out.
	 * @param <T> the type of what is read
	 * @param vault the vault
	 * @param read reads it
	 * @return what was read
	 */
	public static <T> T guard(Vault vault, Callable<T> read) {
		return Isolation.call(read, (thrown) -> {
			throw known(vault, "from vault " + vault, thrown);
		});
	}

	private static KeyVaultException known(Vault vault, String subject, Throwable thrown) {
		return (thrown instanceof KeyVaultException known) ? known
				: new UnexpectedFailureException(vault, subject, RedactedException.of(thrown));
	}

	/**
	 * Report that reading from a vault failed in a way that nobody foresaw.
	 * @param vault the vault
	 * @param thrown what was thrown
	 * @return what was thrown if it is understood, else this exception
	 */
	public static KeyVaultException of(Vault vault, Throwable thrown) {
		return known(vault, "from vault " + vault, thrown);
	}

	@Override
	public Reach reach() {
		return Reach.OBJECT;
	}

}
