package dev.keyvault.spring.target;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.ManualExecutor;
import dev.keyvault.target.Backoff;
import dev.keyvault.target.Target;
import dev.keyvault.target.WriteFailedException;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TargetWorker}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TargetWorkerTests {

	private final MovableClock clock = new MovableClock();

	private final ManualExecutor executor = new ManualExecutor(this.clock);

	@Test
	void targetThatIsComparedIsRepairedAtItsInterval(CapturedOutput output) {
		ComparedTarget target = new ComparedTarget();
		start(target);
		target.edited = true;
		this.executor.advance(Duration.ofSeconds(119));
		assertThat(target.edited).isTrue();
		this.executor.advance(Duration.ofSeconds(1));
		assertThat(target.edited).isFalse();
		assertThat(output).contains("Target 'compared': updated");
	}

	@Test
	void targetThatIsNeverComparedIsWrittenOnce() {
		ComparedTarget target = new ComparedTarget();
		target.interval = null;
		start(target);
		this.executor.advance(Duration.ofDays(1));
		assertThat(target.writes).isOne();
	}

	@Test
	void targetThatSomebodyKeepsChangingIsRepairedEverMoreRarely() {
		ComparedTarget target = new ComparedTarget();
		target.interval = Duration.ofSeconds(1);
		target.isFoughtOver = true;
		start(target);
		this.executor.advance(Duration.ofHours(1));
		assertThat(target.writes).isBetween(12, 25);
		target.isFoughtOver = false;
		this.executor.advance(Duration.ofMinutes(6));
		target.edited = true;
		this.executor.advance(Duration.ofSeconds(1));
		assertThat(target.edited).isFalse();
	}

	@Test
	void failureOfAComparisonIsRetriedAndEndsNothing(CapturedOutput output) {
		ComparedTarget target = new ComparedTarget();
		start(target);
		target.failing = true;
		this.executor.advance(Duration.ofMinutes(2));
		assertThat(output).contains("The disk is full. Make room.");
		assertThat(this.executor.nextDelay()).isEqualTo(Duration.ofSeconds(2));
		target.failing = false;
		target.edited = true;
		this.executor.advance(Duration.ofSeconds(2));
		assertThat(target.edited).isFalse();
		target.edited = true;
		this.executor.advance(Duration.ofMinutes(2));
		assertThat(target.edited).isFalse();
	}

	@Test
	void stoppedWorkerComparesNothing() {
		ComparedTarget target = new ComparedTarget();
		start(target).stop();
		this.executor.advance(Duration.ofDays(1));
		assertThat(target.writes).isOne();
	}

	@Test
	void intervalThatIsNotPositiveIsAMistake() {
		ComparedTarget target = new ComparedTarget();
		target.interval = Duration.ZERO;
		assertThatIllegalStateException().isThrownBy(() -> start(target))
			.withMessage("Target 'compared' asks to be compared every PT0S; it must be 1 ms at least");
	}

	private TargetWorker start(Target target) {
		TargetWorker worker = new TargetWorker(target, this.executor, this.clock, Backoff.create(() -> 0));
		worker.write(Snapshot.EMPTY, () -> {
		});
		this.executor.runSubmitted();
		worker.start();
		return worker;
	}

	/**
	 * A target that others may change.
	 */
	private static final class ComparedTarget implements Target {

		private @Nullable Duration interval = Duration.ofMinutes(2);

		private boolean isFoughtOver;

		private boolean failing;

		private boolean edited;

		private int writes;

		@Override
		public String name() {
			return "compared";
		}

		@Override
		public Set<NamedKey> keys() {
			return Set.of();
		}

		@Override
		public @Nullable Duration comparisonInterval() {
			return this.interval;
		}

		@Override
		public WriteResult write(Snapshot snapshot) {
			if (this.failing) {
				throw new WriteFailedException("The disk is full.", "Make room.");
			}
			this.writes++;
			boolean differs = this.edited || this.isFoughtOver;
			this.edited = false;
			return differs ? WriteResult.UPDATED : WriteResult.UNCHANGED;
		}

	}

}
