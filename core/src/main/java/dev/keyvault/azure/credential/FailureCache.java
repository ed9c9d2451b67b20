package dev.keyvault.azure.credential;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Remembers for a moment that something failed, so that many who ask in turn do not ask a
 * distant service each time. Thread-safe.
 */
final class FailureCache {

	private final Duration kept;

	private final Clock clock;

	private volatile @Nullable Failure failure;

	FailureCache(Duration kept, Clock clock) {
		this.kept = kept;
		this.clock = clock;
	}

	/**
	 * Do something unless it failed a moment ago.
	 * @param <T> the type of result
	 * @param source does it
	 * @return the result
	 * @throws CredentialException if it fails or failed a moment ago
	 */
	<T> T remember(Supplier<T> source) {
		Failure last = this.failure;
		if (last != null && this.clock.instant().isBefore(last.until())) {
			throw last.exception();
		}
		try {
			return source.get();
		}
		catch (CredentialException ex) {
			this.failure = new Failure(ex, this.clock.instant().plus(this.kept));
			throw ex;
		}
	}

	/**
	 * A failure that is remembered.
	 *
	 * @param exception the failure
	 * @param until when to forget it
	 */
	private record Failure(CredentialException exception, Instant until) {

	}

}
