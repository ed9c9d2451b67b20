package dev.keyvault.source;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * Raised when a vault asks its callers to slow down and the deadline does not leave the
 * time.
 */
@Internal
public final class VaultThrottledException extends KeyVaultException {

	private final @Nullable Duration retryAfter;

	/**
	 * Report that a vault is throttling.
	 * @param vault the vault
	 * @param retryAfter how long the vault asks to wait, or {@code null} if it does not
	 * say
	 * @param cause what the vault answered, if that is worth keeping
	 */
	public VaultThrottledException(Vault vault, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(vault,
				"Vault %s is throttling its callers (HTTP 429)%s.".formatted(vault,
						(retryAfter != null) ? " and asks to wait " + retryAfter.toSeconds() + " s" : ""),
				Message.of(
						"Lower '{}', spread the start of replicas, or use a vault per application; Key Vault serves 4,000 reads in 10 s.",
						Setting.LOAD_PARALLELISM),
				cause);
		this.retryAfter = retryAfter;
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
