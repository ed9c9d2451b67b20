package dev.keyvault.azure.http;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import dev.keyvault.Internal;

/**
 * Raised when a connection or an answer takes longer than it may. It knows whether that
 * may be the fault of this machine.
 */
@Internal
public final class OverdueException extends IOException {

	private final Duration allowed;

	private final Duration waited;

	/**
	 * Tell how long it was waited for, and in vain.
	 * @param allowed how long it was waited for
	 * @param waited how long the threads of this process waited for a processor meanwhile
	 * @param cause the failure
	 */
	public OverdueException(Duration allowed, Duration waited, HttpTimeoutException cause) {
		super("Overdue after " + allowed.toMillis() + " ms", cause);
		this.allowed = allowed;
		this.waited = waited;
	}

	Duration allowed() {
		return this.allowed;
	}

	/**
	 * Tell whether the process had too little of the processors for the time to mean
	 * much: some thread of it waited for one during half of the time.
	 * @return whether it is starved
	 */
	boolean isStarved() {
		return this.waited.multipliedBy(2).compareTo(this.allowed) >= 0;
	}

}
