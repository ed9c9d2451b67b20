package dev.keyvault.source;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

import dev.keyvault.Internal;

/**
 * Goes on evenly whatever is done to the clock of the machine. It starts at the time of
 * the machine, so it is for what is to happen after a while, not for what is compared
 * with times that others give.
 */
@Internal
public final class SteadyClock extends Clock {

	private final Instant start;

	private final LongSupplier nanos;

	private final long first;

	SteadyClock(Instant start, LongSupplier nanos) {
		this.start = start;
		this.nanos = nanos;
		this.first = nanos.getAsLong();
	}

	/**
	 * Start a clock at the time of the machine.
	 * @return the clock
	 */
	public static SteadyClock start() {
		return new SteadyClock(Clock.systemUTC().instant(), System::nanoTime);
	}

	@Override
	public Instant instant() {
		return this.start.plusNanos(this.nanos.getAsLong() - this.first);
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}
