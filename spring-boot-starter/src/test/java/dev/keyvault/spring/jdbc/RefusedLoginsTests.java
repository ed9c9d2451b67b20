package dev.keyvault.spring.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link RefusedLogins}.
 */
class RefusedLoginsTests {

	private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final AtomicInteger polls = new AtomicInteger();

	private final RefusedLogins refusedLogins = new RefusedLogins(this.clock, this.polls::incrementAndGet);

	@Test
	void onRefusalAsksAtOnce() {
		this.refusedLogins.onRefusal();
		assertThat(this.polls).hasValue(1);
	}

	@Test
	void onRefusalWhenJustAskedAsksNoMore() {
		this.refusedLogins.onRefusal();
		this.clock.move(Duration.ofMillis(1999));
		this.refusedLogins.onRefusal();
		assertThat(this.polls).hasValue(1);
	}

	@Test
	void onRefusalAfterTwoSecondsAsksAgain() {
		this.refusedLogins.onRefusal();
		this.clock.move(Duration.ofSeconds(2));
		this.refusedLogins.onRefusal();
		this.refusedLogins.onRefusal();
		assertThat(this.polls).hasValue(2);
	}

	@Test
	void onRefusalWhenAskingFailsGoesOn() {
		RefusedLogins failing = new RefusedLogins(this.clock, () -> {
			throw new IllegalStateException("closed");
		});
		assertThatNoException().isThrownBy(failing::onRefusal);
	}

}
