package dev.keyvault.spring.jdbc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Asks for a poll of the vaults when a database refuses a login, at most once every 2 s.
 * Thread-safe.
 */
final class RefusedLogins {

	private static final Log logger = LogFactory.getLog(RefusedLogins.class);

	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Clock clock;

	private final Runnable poll;

	private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

	/**
	 * Create a handler of refused logins.
	 * @param clock the clock
	 * @param poll asks for a poll, and returns without waiting for it
	 */
	RefusedLogins(Clock clock, Runnable poll) {
		this.clock = clock;
		this.poll = poll;
	}

	void onRefusal() {
		Instant now = this.clock.instant();
		Instant due = this.next.get();
		if (!now.isBefore(due) && this.next.compareAndSet(due, now.plus(PAUSE))) {
			ask();
		}
	}

	private void ask() {
		try {
			this.poll.run();
		}
		catch (RuntimeException ex) {
			// Whoever logs in is to see the failure of the login and no other.
			logger.warn("Cannot ask for a poll of the vaults after a refused login", ex);
		}
	}

}
