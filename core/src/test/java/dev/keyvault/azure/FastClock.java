package dev.keyvault.azure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs some times as fast as others.
 */
final class FastClock extends Clock {

	private final Instant start = Clock.systemUTC().instant();

	private final int factor;

	FastClock(int factor) {
		this.factor = factor;
	}

	@Override
	public Instant instant() {
		Duration passed = Duration.between(this.start, Clock.systemUTC().instant());
		return this.start.plus(passed.multipliedBy(this.factor));
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}

}
