package dev.keyvault.snapshot;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LoadSettings}.
 */
class LoadSettingsTests {

	@Test
	void defaultsAre30SecondsAnd16Reads() {
		assertThat(LoadSettings.DEFAULTS).isEqualTo(new LoadSettings(Duration.ofSeconds(30), 16));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 1, The time to load must be longer than zero",
			"PT-1S, 1, The time to load must be longer than zero",
			"PT1S, 0, The number of parallel reads must be at least 1",
			"PT1S, -1, The number of parallel reads must be at least 1" })
	void createWhenSettingIsInvalidTellsTheRule(Duration timeout, int parallelism, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new LoadSettings(timeout, parallelism))
			.withMessage(message);
	}

}
