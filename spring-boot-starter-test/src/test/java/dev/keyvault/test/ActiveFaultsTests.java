package dev.keyvault.test;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ActiveFaults}.
 */
class ActiveFaultsTests {

	private final ActiveFaults faults = new ActiveFaults();

	@Test
	void awaitWhenFaultsWereClearedMeanwhileDoesNotWait() {
		ActiveFaults.Hold hold = this.faults.hold();
		this.faults.clear();
		assertThat(hold.await(Duration.ofMinutes(5))).isTrue();
	}

	@Test
	void awaitWhenOtherFaultsWereClearedBeforeWaits() {
		this.faults.clear();
		assertThat(this.faults.hold().await(Duration.ofMillis(1))).isFalse();
	}

}
