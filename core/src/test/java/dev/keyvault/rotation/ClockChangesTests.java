package dev.keyvault.rotation;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.source.VaultThrottledException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that setting the clock of the machine moves no poll.
 */
class ClockChangesTests {

	private static final Vault VAULT = TestObjects.VAULT;

	private final MovableClock timer = new MovableClock(PollerFixture.START);

	private final PollerFixture fixture = new PollerFixture(this.timer);

	@ParameterizedTest
	@ValueSource(ints = { -24, 24 })
	void pollIsDueAfterAnIntervalWhateverTheClockSays(int hours) {
		start();
		this.fixture.clock.move(Duration.ofHours(hours));
		assertThat(this.fixture.poller.waitUntilNext()).isEqualTo(Duration.ofMinutes(2));
		this.timer.move(Duration.ofMinutes(2));
		holds(2);
		assertThat(this.fixture.poller.poll().changes()).hasSize(1);
		this.fixture.clock.move(Duration.ofHours(-2 * hours));
		assertThat(this.fixture.poller.waitUntilNext()).isEqualTo(Duration.ofMinutes(2));
	}

	@ParameterizedTest
	@ValueSource(ints = { -24, 24 })
	void vaultThatAsksToWaitIsPolledAfterThatTimeWhateverTheClockSays(int hours) {
		start();
		this.fixture.source.fail(TestObjects.secretId("app"),
				new VaultThrottledException(VAULT, Duration.ofSeconds(90), null));
		this.timer.move(Duration.ofMinutes(2));
		this.fixture.poller.poll();
		this.fixture.clock.move(Duration.ofHours(hours));
		assertThat(this.fixture.poller.waitUntilNext()).isEqualTo(Duration.ofSeconds(90));
		holds(2);
		assertThat(this.fixture.poller.pollAll().changes()).isEmpty();
		this.timer.move(Duration.ofSeconds(90));
		assertThat(this.fixture.poller.poll().changes()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { -24, 24 })
	void pollHasItsWholeTimeWhateverTheClockSays(int hours) {
		start();
		this.timer.move(Duration.ofMinutes(2));
		this.fixture.source.answer(TestObjects.secretId("app"), () -> {
			this.fixture.clock.move(Duration.ofHours(hours));
			return TestObjects.secret("app", 2, "s3cret-of-2");
		});
		assertThat(this.fixture.poller.poll().changes()).hasSize(1);
	}

	private void start() {
		holds(1);
		this.fixture.start(Declarations.keys("key: app"));
	}

	private void holds(int version) {
		this.fixture.source.with(TestObjects.secret("app", version, "s3cret-of-" + version));
	}

}
