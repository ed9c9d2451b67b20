package dev.keyvault.target;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Reconciler}: what it logs, and the problems that it shows.
 */
class ReconcilerTests {

	private static final String REASON = "The disk is full.";

	private final EventLog log = new EventLog(Reconciler.class);

	private final MovableClock clock = new MovableClock();

	private final Reconciler<Paper> reconciler = new Reconciler<>(List.of(new Paper()),
			(destination, snapshot, trigger) -> this.writer.write(destination, snapshot, trigger), this.clock,
			Backoff.create(() -> 0));

	private Reconciler.Writer<Paper> writer = (destination, snapshot, trigger) -> {
		throw new WriteFailedException(REASON, "Clear it.");
	};

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void failureIsLoggedWhenItBeginsOnceAnHourAndWhenItEnds() {
		retryFor(Duration.ofMinutes(125));
		assertThat(this.log.take()).containsExactly("WARN The disk is full. Clear it.",
				"WARN The disk is full. Clear it. It has failed for 1 h 3 min.",
				"WARN The disk is full. Clear it. It has failed for 2 h 3 min.");
		this.writer = (destination, snapshot, trigger) -> WriteResult.UPDATED;
		retryFor(Duration.ofMinutes(5));
		assertThat(this.log.take()).containsExactly("INFO The paper: updated (recovered after 2 h 8 min)");
		this.reconciler.apply(Snapshot.EMPTY);
		assertThat(this.log.take()).containsExactly("INFO The paper: updated");
	}

	@Test
	void failureForAnotherReasonIsLoggedAndIsAsOldAsTheFirst() {
		Instant first = this.clock.instant();
		retryFor(Duration.ofMinutes(10));
		this.writer = (destination, snapshot, trigger) -> {
			throw new WriteFailedException("The disk is gone.", "Bring it back.");
		};
		retryFor(Duration.ofMinutes(5));
		assertThat(this.log.take()).containsExactly("WARN The disk is full. Clear it.",
				"WARN The disk is gone. Bring it back.");
		assertThat(this.reconciler.outcomes()).singleElement().satisfies((outcome) -> {
			assertThat(outcome.problem()).extracting(Problem::since).isEqualTo(first);
			assertThat(outcome.problem()).hasToString("The paper: The disk is gone. Bring it back.");
			assertThat(outcome.details()).containsEntry("since", first).containsEntry("reason", "The disk is gone.");
		});
	}

	@Test
	void failureThatNobodyForesawIsShownWithoutItsMessage() {
		this.writer = (destination, snapshot, trigger) -> {
			throw new IOException("s3cret-of-paper");
		};
		this.reconciler.apply(Snapshot.EMPTY);
		assertThat(this.log.traces()).singleElement().asString().contains("ReconcilerTests").doesNotContain("s3cret");
		assertThat(this.log.take()).singleElement()
			.asString()
			.startsWith("WARN The paper could not be handled: java.io.IOException at ")
			.endsWith(" Report this; it is tried again later.");
	}

	private void retryFor(Duration time) {
		Instant end = this.clock.instant().plus(time);
		if (this.reconciler.retryAt() == null) {
			this.reconciler.apply(Snapshot.EMPTY);
		}
		for (Instant next = this.reconciler.retryAt(); next != null
				&& !next.isAfter(end); next = this.reconciler.retryAt()) {
			this.clock.moveTo(next);
			this.reconciler.retry();
		}
		this.clock.moveTo(end);
	}

	/**
	 * What is written here.
	 */
	private record Paper() implements Destination {

		@Override
		public String describe() {
			return "The paper";
		}

	}

}
