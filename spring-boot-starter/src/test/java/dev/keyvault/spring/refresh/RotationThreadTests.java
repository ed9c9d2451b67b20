package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.ObjectVersion;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.rotation.PollResult;
import dev.keyvault.rotation.RotationPoller;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.spring.ManualExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RotationThreadTests {

	private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final ManualExecutor executor = new ManualExecutor(this.clock);

	private final CountingSource source = new CountingSource();

	private final AtomicInteger polled = new AtomicInteger();

	private final RotationThread thread = thread(true);

	@AfterEach
	void end() throws InterruptedException {
		this.thread.destroy();
	}

	@Test
	void startPlansTheFirstPollAfterAnInterval() {
		this.thread.start();
		assertThat(this.executor.nextDelay()).isEqualTo(Duration.ofMinutes(2));
		assertThat(this.source.reads).hasValue(0);
	}

	@Test
	void pollPlansTheNext() {
		this.thread.start();
		this.executor.runNext();
		assertThat(this.executor.nextDelay()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void pollThatFailsUnexpectedlyPlansTheNext() {
		RotationThread failing = new RotationThread(poller(new BrokenSource()), this.polled::incrementAndGet,
				this.executor, true);
		failing.start();
		this.executor.runNext();
		assertThat(this.polled).hasValue(1);
		assertThat(this.executor.nextDelay()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void everyPollIsCleanedUpAfterBeforeItsResultIsTold() {
		CompletableFuture<Integer> asked = this.thread.submit().thenApply((result) -> this.polled.get());
		this.executor.runSubmitted();
		assertThat(asked).isCompletedWithValue(1);
		this.thread.start();
		this.executor.runNext();
		assertThat(this.polled).hasValue(2);
	}

	@Test
	void startWhenNotEnabledPlansNothing() {
		thread(false).start();
		assertThat(this.executor.hasNext()).isFalse();
	}

	@Test
	void stopCancelsAndStartPlansAnew() {
		this.thread.start();
		this.thread.stop();
		assertThat(this.executor.hasNext()).isFalse();
		assertThat(this.thread.isRunning()).isFalse();
		this.thread.start();
		assertThat(this.executor.hasNext()).isTrue();
	}

	@Test
	void callersBeforeALookBeginsShareIt() {
		CompletableFuture<PollResult> one = this.thread.submit();
		CompletableFuture<PollResult> two = this.thread.submit();
		this.executor.runSubmitted();
		assertThat(two).isSameAs(one).isCompleted();
		assertThat(this.source.reads).hasValue(1);
	}

	@Test
	void callerWhileALookIsUnderWayGetsTheNext() {
		this.source.duringRead = () -> {
			this.source.duringRead = () -> {
			};
			this.thread.submit();
		};
		CompletableFuture<PollResult> first = this.thread.submit();
		this.executor.runSubmitted();
		assertThat(first).isCompleted();
		assertThat(this.source.reads).hasValue(2);
	}

	@Test
	void askedPollReplacesThePlannedOne() {
		this.thread.start();
		this.thread.submit();
		this.executor.runSubmitted();
		this.executor.runNext();
		assertThat(this.executor.hasNext()).isTrue();
		this.executor.runNext();
		assertThat(this.executor.hasNext()).isTrue();
	}

	@Test
	void submitWhenClosedIsCancelled() throws InterruptedException {
		this.thread.destroy();
		assertThat(this.thread.submit()).isCancelled();
	}

	@Test
	void destroyCancelsWhoWaits() throws InterruptedException {
		CompletableFuture<PollResult> waiting = this.thread.submit();
		this.thread.destroy();
		assertThat(waiting).isCancelled();
		assertThat(this.executor.isShutdown()).isTrue();
	}

	@Test
	void stopLetsGoOfWhoWaitsForALookThatDoesNotEnd() {
		List<Boolean> cancelled = new ArrayList<>();
		CompletableFuture<PollResult> waiting = this.thread.submit();
		this.source.duringPoll = () -> {
			this.thread.stop();
			cancelled.add(waiting.isCancelled());
		};
		this.executor.runSubmitted();
		assertThat(cancelled).containsExactly(true);
	}

	@Test
	void refreshWhenClosedSaysSo() throws InterruptedException {
		KeyVaultRefresher refresher = new KeyVaultRefresher(poller(this.source), this.thread,
				new FollowerProblems(Clock.systemUTC()), new OverriddenKeys(new StandardEnvironment()));
		this.thread.destroy();
		assertThatIllegalStateException().isThrownBy(refresher::refresh)
			.withMessage("The application context is closed: keys are not refreshed any more");
	}

	@Test
	void refreshByAFollowerSaysWhatToCallInstead() {
		KeyVaultRefresher refresher = new KeyVaultRefresher(poller(this.source), this.thread,
				new FollowerProblems(Clock.systemUTC()), new OverriddenKeys(new StandardEnvironment()));
		this.source.duringPoll = () -> assertThatIllegalStateException().isThrownBy(refresher::refresh)
			.withMessage(
					"refresh() waits for a rotation and was called while following one: call requestRefresh() instead");
		this.thread.submit();
		this.executor.runSubmitted();
		assertThat(this.source.listenerCalls).hasValue(1);
	}

	private RotationThread thread(boolean scheduled) {
		return new RotationThread(poller(this.source), this.polled::incrementAndGet, this.executor, scheduled);
	}

	private RotationPoller poller(ObjectSource source) {
		Vault vault = Vault.of("demo", "https://demo-kv.vault.azure.net");
		KeyMapping mapping = new KeyMapping(new NamedKey("app.key"), vault, ObjectReference.parse("key"));
		return RotationPoller.builder(List.of(new Declaration("keyvault:", List.of(mapping), List.of())), source)
			.clock(this.clock)
			.timer(this.clock)
			.random(() -> 0.5)
			.listener((rotation) -> this.source.tell())
			.build(new SnapshotHolder(new Snapshot(Map.of())));
	}

	/**
	 * Gives one version of any secret.
	 */
	private static class CountingSource implements ObjectSource {

		final AtomicInteger reads = new AtomicInteger();

		final AtomicInteger listenerCalls = new AtomicInteger();

		Runnable duringRead = () -> {
		};

		Runnable duringPoll = () -> {
		};

		void tell() {
			this.duringPoll.run();
			this.listenerCalls.incrementAndGet();
		}

		@Override
		public VaultObject read(ObjectRequest request, Deadline deadline) {
			this.reads.incrementAndGet();
			this.duringRead.run();
			ObjectId id = request.id().at(new ObjectVersion("0123456789abcdef0123456789abcdef"));
			return new VaultObject.Secret(id, ObjectAttributes.NONE, SensitiveValue.of("s3cret-of-any"));
		}

		@Override
		public List<ObjectProperties> versions(ObjectId id, Deadline deadline) {
			return List.of();
		}

		@Override
		public List<ObjectProperties> list(Vault vault, ObjectKind kind, Deadline deadline) {
			return List.of();
		}

	}

	/**
	 * Fails with what nobody expects.
	 */
	private static final class BrokenSource extends CountingSource {

		@Override
		public VaultObject read(ObjectRequest request, Deadline deadline) {
			throw new IllegalStateException("broken");
		}

	}

}
