package dev.keyvault.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when a vault, or the authority that gives tokens for it, gives no usable answer.
 */
@Internal
public final class VaultUnreachableException extends KeyVaultException {

	private final @Nullable Duration retryAfter;

	/**
	 * Report that a vault is out of reach.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause the failure
	 */
	public VaultUnreachableException(Vault vault, String reason, String action, @Nullable Throwable cause) {
		this(vault, reason, Message.of(action), cause);
	}

	/**
	 * Report that a vault is out of reach.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param cause the failure
	 */
	public VaultUnreachableException(Vault vault, String reason, Message action, @Nullable Throwable cause) {
		super(vault, reason, action, cause);
		this.retryAfter = null;
	}

	private VaultUnreachableException(Vault vault, String reason, String action, @Nullable Duration retryAfter) {
		super(vault, reason, Message.of(action), null);
		this.retryAfter = retryAfter;
	}

	/**
	 * Report that a vault answered, but not with what it was asked for.
	 * @param vault the vault
	 * @param reason what failed, as a sentence
	 * @param action what to do, as a sentence
	 * @param retryAfter how long the vault asks to wait, or {@code null} if it does not
	 * say
	 * @return the exception
	 */
	public static VaultUnreachableException answered(Vault vault, String reason, String action,
			@Nullable Duration retryAfter) {
		return new VaultUnreachableException(vault, reason, action, retryAfter);
	}

	/**
	 * Report that a vault did not answer before the deadline.
	 * @param vault the vault
	 * @param deadline the deadline
	 * @param cause the failure, if there is more to it than time
	 * @return the exception
	 */
	public static VaultUnreachableException late(Vault vault, Deadline deadline, @Nullable Throwable cause) {
		return new VaultUnreachableException(vault,
				"Vault %s did not answer within %s, the time for everything that is read together.".formatted(vault,
						words(deadline.allowed())),
				Message.of("Check that the vault answers from here, or raise '{}'.", Setting.LOAD_TIMEOUT), cause);
	}

	private static String words(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + " s" : time.toMillis() + " ms";
	}

	@Override
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	@Override
	public Reach reach() {
		return Reach.OUTAGE;
	}

}
