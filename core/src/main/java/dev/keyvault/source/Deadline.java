package dev.keyvault.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import dev.keyvault.Internal;

/**
 * The moment by which an answer is of use. Thread-safe.
 *
 * @param moment the last moment
 * @param allowed how much time there was at the start
 * @param clock tells what time it is
 */
@Internal
public record Deadline(Instant moment, Duration allowed, Clock clock) {

	/**
	 * Set a deadline.
	 * @param allowed the time allowed from now on
	 * @param clock tells what time it is
	 * @return the deadline
	 */
	public static Deadline in(Duration allowed, Clock clock) {
		return new Deadline(clock.instant().plus(allowed), allowed, clock);
	}

	/**
	 * Return how much time is left.
	 * @return the time left, zero if the deadline has passed
	 */
	public Duration remaining() {
		Duration remaining = Duration.between(this.clock.instant(), this.moment);
		return remaining.isNegative() ? Duration.ZERO : remaining;
	}

}
