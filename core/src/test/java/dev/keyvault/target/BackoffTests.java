package dev.keyvault.target;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 4", "3, 8", "7, 128", "8, 256", "9, 300", "1000000, 300" })
	void delayDoublesUpToLimit(int failures, int seconds) {
		assertThat(Backoff.create(() -> 0).delay(failures, null)).isEqualTo(Duration.ofSeconds(seconds));
	}

	@Test
	void delayIsShortenedByHalfAtMost() {
		assertThat(Backoff.create(() -> 1).delay(3, null)).isEqualTo(Duration.ofSeconds(4));
	}

	@Test
	void delayIsAtLeastWhatIsAskedFor() {
		assertThat(Backoff.create(() -> 1).delay(1, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(31));
		assertThat(Backoff.create(() -> 0).delay(9, Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(300));
	}

	@Test
	void createWhenFirstIsLongerThanLimitFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), () -> 0));
	}

}
