package dev.keyvault.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link SteadyClock}.
 */
class SteadyClockTests {

	@Test
	void instantFollowsTheNanosecondsOnly() {
		Instant start = Instant.parse("2026-11-23T03:00:00Z");
		AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
		SteadyClock clock = new SteadyClock(start, nanos::get);
		assertThat(clock.instant()).isEqualTo(start);
		nanos.addAndGet(Duration.ofMinutes(2).toNanos());
		assertThat(clock.instant()).isEqualTo(start.plusSeconds(120));
	}

	@Test
	void startIsTheTimeOfTheMachine() {
		assertThat(Duration.between(SteadyClock.start().instant(), Clock.systemUTC().instant()).toHours()).isCloseTo(0,
				within(1L));
	}

}
