package dev.keyvault.rotation;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RotationSettings}.
 */
class RotationSettingsTests {

	@Test
	void defaultsAreTwoMinutesAndTenPercent() {
		assertThat(RotationSettings.DEFAULTS)
			.isEqualTo(new RotationSettings(Duration.ofSeconds(120), 0.1, Detection.GET));
	}

	@Test
	void createWhenIntervalIsTooShortIsRejected() {
		new RotationSettings(Duration.ofSeconds(1), 0, Detection.GET);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RotationSettings(Duration.ofMillis(999), 0.1, Detection.GET))
			.withMessage("The time between two polls must be at least 1 s");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.01, 1, Double.NaN })
	void createWhenJitterIsOutOfBoundsIsRejected(double jitter) {
		new RotationSettings(Duration.ofSeconds(1), 0.99, Detection.LIST);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RotationSettings(Duration.ofMinutes(1), jitter, Detection.GET))
			.withMessage("The jitter must be at least 0 and less than 1");
	}

}
