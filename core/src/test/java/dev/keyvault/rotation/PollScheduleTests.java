package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PollSchedule}.
 */
class PollScheduleTests {

	private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

	private static final Vault ONE = TestObjects.VAULT;

	private static final Vault OTHER = TestObjects.OTHER_VAULT;

	private static final KeyVaultException OUTAGE = new VaultUnreachableException(ONE, "It is down.", "Wait.", null);

	private double chance = 0.5;

	@ParameterizedTest
	@CsvSource({ "0, 108000", "0.5, 120000", "0.75, 126000", "0.999999, 131999" })
	void nextIsOneIntervalLaterWithinTheJitter(double chance, long millis) {
		this.chance = chance;
		assertThat(schedule(0.1).next().toEpochMilli() - START.toEpochMilli()).isEqualTo(millis);
	}

	@Test
	void nextWhenThereIsNoJitterIsTheInterval() {
		this.chance = 0.9;
		assertThat(schedule(0).next()).isEqualTo(START.plusSeconds(120));
	}

	@Test
	void nextWhenThereIsNoVaultIsNever() {
		Instant next = new PollSchedule(List.of(), PollerFixture.SETTINGS, () -> 0.5, START).next();
		assertThat(Duration.between(START, next).toMillis()).isGreaterThan(Duration.ofDays(1_000_000).toMillis());
	}

	@Test
	void dueFromTheMomentOn() {
		PollSchedule schedule = schedule(0);
		assertThat(schedule.due(START.plusMillis(119_999))).isEmpty();
		assertThat(schedule.due(START.plusSeconds(120))).containsExactly(ONE, OTHER);
	}

	@Test
	void begunPutsTheNextPollOff() {
		PollSchedule schedule = schedule(0);
		schedule.begun(Set.of(ONE, OTHER), START.plusSeconds(120));
		assertThat(schedule.due(START.plusSeconds(239))).isEmpty();
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(240));
	}

	@Test
	void answeredOutOfTurnKeepsTheTurn() {
		PollSchedule schedule = schedule(0);
		schedule.begun(Set.of(ONE, OTHER), START.plusSeconds(50));
		schedule.answered(Set.of(ONE, OTHER), START.plusSeconds(51));
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(120));
	}

	@ParameterizedTest
	@CsvSource({ "0, 7500 15000 30000 60000 120000 120000 120000", "0.5, 5625 11250 22500 45000 90000 90000 90000",
			"0.999999, 3750 7500 15000 30000 60000 60000 60000" })
	void failedIsPolledLaterAndLaterAtMostAnInterval(double chance, String millis) {
		PollSchedule schedule = schedule(0);
		this.chance = chance;
		List<String> pauses = new ArrayList<>();
		for (int i = 0; i < 7; i++) {
			schedule.failed(ONE, List.of(OUTAGE), START);
			pauses.add(String.valueOf(START.until(schedule.next(), ChronoUnit.MILLIS)));
		}
		assertThat(String.join(" ", pauses)).isEqualTo(millis);
	}

	@Test
	void failedForVeryLongStaysAtTheInterval() {
		PollSchedule schedule = schedule(0);
		for (int i = 0; i < 100_000; i++) {
			schedule.failed(ONE, List.of(OUTAGE), START);
		}
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(90));
	}

	@Test
	void failedDoesNotMoveOthers() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(OUTAGE), START.plusSeconds(10));
		assertThat(schedule.due(START.plusSeconds(20))).containsExactly(ONE);
		assertThat(schedule.due(START.plusSeconds(120))).containsExactly(ONE, OTHER);
		assertThat(schedule.failing(Set.of(ONE, OTHER))).containsExactly(ONE);
		assertThat(schedule.failing(Set.of(OTHER))).isEmpty();
	}

	@Test
	void failedWhenAskedToWaitLongerThanTheIntervalWaits() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(throttled(300)), START);
		assertThat(schedule.approachable(START.plusMillis(299_999))).containsExactly(OTHER);
		assertThat(schedule.due(START.plusMillis(299_999))).containsExactly(OTHER);
		assertThat(schedule.approachable(START.plusSeconds(300))).containsExactly(ONE, OTHER);
		assertThat(schedule.due(START.plusSeconds(300))).containsExactly(ONE, OTHER);
	}

	@Test
	void failedWhenAskedToWaitLessThanTheBackOffBacksOff() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(throttled(1)), START);
		assertThat(schedule.next()).isEqualTo(START.plusMillis(5625));
		assertThat(schedule.approachable(START)).containsExactly(OTHER);
		assertThat(schedule.approachable(START.plusSeconds(1))).containsExactly(ONE, OTHER);
	}

	@Test
	void failedWhenSeveralTimesAreAskedForHonoursTheLongest() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(OUTAGE, throttled(20), throttled(60), throttled(null)), START);
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(60));
	}

	@Test
	void failedWhenAskedToWaitForYearsWaitsAnHour() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(throttled(999_999_999)), START);
		schedule.begun(Set.of(OTHER), START.plusSeconds(7200));
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(3600));
	}

	@Test
	void failedWithoutATimeMayBeApproachedAtOnce() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(OUTAGE), START);
		assertThat(schedule.approachable(START)).containsExactly(ONE, OTHER);
	}

	@Test
	void answeredAfterFailureJoinsTheOthersAndForgetsTheFailure() {
		PollSchedule schedule = schedule(0);
		schedule.failed(ONE, List.of(OUTAGE), START);
		schedule.failed(ONE, List.of(OUTAGE), START);
		schedule.answered(Set.of(ONE), START.plusSeconds(30));
		assertThat(schedule.next()).isEqualTo(START.plusSeconds(120));
		assertThat(schedule.failing(Set.of(ONE))).isEmpty();
		schedule.failed(ONE, List.of(OUTAGE), START.plusSeconds(30));
		assertThat(schedule.next()).isEqualTo(START.plusMillis(35_625));
	}

	private PollSchedule schedule(double jitter) {
		RotationSettings settings = new RotationSettings(Duration.ofMinutes(2), jitter, Detection.GET);
		return new PollSchedule(List.of(ONE, OTHER), settings, () -> this.chance, START);
	}

	private static KeyVaultException throttled(@Nullable Integer seconds) {
		return new VaultThrottledException(ONE, (seconds != null) ? Duration.ofSeconds(seconds) : null, null);
	}

}
