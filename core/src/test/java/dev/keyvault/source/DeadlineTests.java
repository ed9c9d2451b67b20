package dev.keyvault.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deadline}.
 */
class DeadlineTests {

	private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

	@ParameterizedTest
	@CsvSource({ "PT0S, PT30S", "PT12S, PT18S", "PT30S, PT0S", "PT31S, PT0S", "PT-1S, PT31S" })
	void remainingIsWhatIsLeftButNeverNegative(Duration passed, Duration remaining) {
		Deadline deadline = Deadline.in(Duration.ofSeconds(30), at(START));
		Deadline later = new Deadline(deadline.moment(), deadline.allowed(), at(START.plus(passed)));
		assertThat(later.remaining()).isEqualTo(remaining);
		assertThat(later.allowed()).isEqualTo(Duration.ofSeconds(30));
	}

	private static Clock at(Instant moment) {
		return Clock.fixed(moment, ZoneOffset.UTC);
	}

}
