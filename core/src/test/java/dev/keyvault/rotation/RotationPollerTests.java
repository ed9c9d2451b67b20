package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.fixtures.Soak;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotHolder;
import dev.keyvault.source.Problem;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RotationPoller}: when it polls, and what a poll is made of.
 */
class RotationPollerTests {

	private static final ObjectId APP = TestObjects.secretId("app");

	private final EventLog log = new EventLog(RotationPoller.class);

	private final PollerFixture fixture = new PollerFixture();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void watchByDefaultPollsEveryTwoMinutesOfTheSystemWithinTheJitter() {
		Instant before = Instant.now();
		RotationPoller poller = RotationPoller.builder(List.of(Declarations.keys("key: app")), this.fixture.source)
			.build(new SnapshotHolder(Snapshot.EMPTY));
		assertThat(poller.next()).isBetween(before.plusSeconds(108), Instant.now().plusSeconds(132));
		assertThat(poller.poll()).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
		assertThat(this.fixture.source.read()).isEmpty();
	}

	@Test
	void watchByDefaultTakesChanceFromTheSystem() {
		List<Instant> first = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			first.add(RotationPoller.builder(List.of(Declarations.keys("key: app")), this.fixture.source)
				.clock(this.fixture.clock)
				.build(new SnapshotHolder(Snapshot.EMPTY))
				.next());
		}
		assertThat(first).hasSizeGreaterThan(1).doesNotHaveDuplicates();
	}

	@Test
	void nextWhenNothingIsDeclaredIsNever() {
		this.fixture.start();
		assertThat(this.fixture.poller.next()).isAfter(PollerFixture.START.plus(Duration.ofDays(1_000_000)));
		assertThat(this.fixture.poller.pollAll()).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
	}

	@Test
	void nextCountsVaultsThatOnlyRulesName() {
		this.fixture.start(Declarations.all(Declarations.rule()));
		assertThat(this.fixture.poller.next()).isEqualTo(PollerFixture.START.plusSeconds(120));
	}

	@Test
	void pollBeforeItsTimeReadsNothing() {
		start();
		this.fixture.clock.move(Duration.ofMillis(119_999));
		this.fixture.poller.poll();
		assertThat(this.fixture.source.read()).isEmpty();
		this.fixture.clock.move(Duration.ofMillis(1));
		this.fixture.poller.poll();
		assertThat(this.fixture.source.read()).containsExactly(APP);
	}

	@Test
	void pollAllReadsBeforeItsTimeAndKeepsTheTime() {
		start();
		holds(2);
		this.fixture.clock.move(Duration.ofSeconds(10));
		assertThat(this.fixture.poller.pollAll().changes()).hasSize(1);
		assertThat(this.fixture.poller.next()).isEqualTo(PollerFixture.START.plusSeconds(120));
	}

	@Test
	void pollAllLeavesVaultsAloneThatAskForIt() {
		start();
		this.fixture.source.fail(APP, new VaultThrottledException(TestObjects.VAULT, Duration.ofMinutes(5), null));
		this.fixture.poll();
		assertThat(this.fixture.poller.next()).isEqualTo(PollerFixture.START.plusSeconds(120 + 300));
		holds(2);
		this.fixture.clock.move(Duration.ofSeconds(299));
		PollResult left = this.fixture.poller.pollAll();
		assertThat(left.changes()).isEmpty();
		assertThat(left.problems()).hasSize(1);
		this.fixture.clock.move(Duration.ofSeconds(1));
		assertThat(this.fixture.poller.pollAll().changes()).hasSize(1);
	}

	@Test
	void pollAsksThenSwapsThenTells() {
		List<String> order = new ArrayList<>();
		this.fixture.validators.add((rotation) -> {
			order.add("validator: " + this.fixture.values());
			return List.of();
		});
		this.fixture.listeners.add((rotation) -> order.add("first: " + this.fixture.values()));
		this.fixture.listeners
			.add((rotation) -> order.add("second: " + (this.fixture.current.get() == rotation.after())));
		start();
		holds(2);
		this.fixture.poll();
		assertThat(order).containsExactly("validator: {key=s3cret-of-1}", "first: {key=s3cret-of-2}", "second: true");
	}

	@Test
	void pollWhenNothingChangesAsksAndTellsNobody() {
		this.fixture.validators.add((rotation) -> {
			throw new AssertionError("asked");
		});
		this.fixture.listeners.add((rotation) -> {
			throw new AssertionError("told");
		});
		start();
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-1"));
	}

	@Test
	void pollWhenListenerFailsTellsOthersAndLogsNoMessage() {
		List<Rotation> told = new ArrayList<>();
		this.fixture.listeners.add((rotation) -> {
			throw new IllegalStateException("s3cret-of-message");
		});
		this.fixture.listeners.add(new Stackless());
		this.fixture.listeners.add(told::add);
		start();
		holds(2);
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(told).hasSize(1);
		assertThat(this.log.take()).hasSize(3)
			.noneMatch((line) -> line.contains("s3cret-of"))
			.anyMatch((line) -> line.matches(
					"ERROR The listener dev\\.keyvault\\.rotation\\.RotationPollerTests\\S+ failed with java\\.lang\\.IllegalStateException at dev\\.keyvault\\.rotation\\.RotationPollerTests\\.\\S+\\(RotationPollerTests\\.java:\\d+\\); others follow all the same\\."))
			.contains(
					"ERROR The listener dev.keyvault.rotation.RotationPollerTests$Stackless failed with dev.keyvault.rotation.RotationPollerTests$StacklessException; others follow all the same.");
	}

	@Test
	void pollWhenListenerPollsIsRefusedToIt() {
		List<Throwable> failures = new ArrayList<>();
		this.fixture.listeners.add((rotation) -> failures.add(catchThrowable(this.fixture.poller::pollAll)));
		start();
		holds(2);
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(failures).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
			.isInstanceOf(IllegalStateException.class)
			.hasMessage("A poll is under way: validators and listeners must not poll themselves");
		holds(3);
		assertThat(this.fixture.poll().changes()).hasSize(1);
	}

	@Test
	void pollWhenPollFailsUnexpectedlyIsDueAnIntervalLater() {
		start();
		Snapshot before = this.fixture.current.get();
		this.fixture.chance = () -> {
			throw new IllegalArgumentException("unforeseen");
		};
		assertThatIllegalStateException().isThrownBy(this.fixture::poll)
			.withMessageStartingWith("The poll failed unexpectedly with java.lang.IllegalArgumentException at ");
		assertThat(this.fixture.current.get()).isSameAs(before);
		assertThat(this.fixture.poller.next()).isEqualTo(PollerFixture.START.plusSeconds(240));
		this.fixture.chance = () -> 0.5;
		holds(2);
		assertThat(this.fixture.poll().changes()).hasSize(1);
	}

	@Test
	void pollWhenOneVaultIsDownPollsOthersInTime() {
		startWithOther();
		this.fixture.source.fail(other(),
				new VaultUnreachableException(TestObjects.OTHER_VAULT, "It is down.", "Wait.", null));
		List<Long> polls = new ArrayList<>();
		for (int i = 2; i < 5; i++) {
			holds(i);
			while (!this.fixture.values().containsValue("s3cret-of-" + i)) {
				this.fixture.poll();
			}
			polls.add(Duration.between(PollerFixture.START, this.fixture.clock.instant()).toSeconds());
		}
		assertThat(polls).containsExactly(120L, 240L, 360L);
	}

	@Test
	void pollWhenVaultIsDownReadsOneOfItsObjectsOnlyOnceItIsKnown() {
		for (int i = 0; i < 50; i++) {
			holds("app" + i, 1);
		}
		this.fixture.start(Declarations
			.keys(IntStream.range(0, 50).mapToObj((i) -> "key" + i + ": app" + i).toArray(String[]::new)));
		for (int i = 0; i < 50; i++) {
			this.fixture.source.fail(TestObjects.secretId("app" + i),
					new VaultUnreachableException(TestObjects.VAULT, "It is down.", "Wait.", null));
		}
		this.fixture.poll();
		int before = this.fixture.source.requests().size();
		this.fixture.poll();
		assertThat(this.fixture.source.requests()).hasSize(before + 1);
		for (int i = 0; i < 50; i++) {
			holds("app" + i, 2);
		}
		assertThat(this.fixture.poll().changes()).hasSize(50);
	}

	@Test
	@Timeout(120)
	void pollWhenInterruptedChangesNothingSaysNothingAndStaysInterrupted()
			throws InterruptedException, ExecutionException, TimeoutException {
		start();
		holds(2);
		CountDownLatch reading = new CountDownLatch(1);
		this.fixture.source.answer(APP, () -> hang(reading));
		Snapshot before = this.fixture.current.get();
		this.fixture.clock.moveTo(this.fixture.poller.next());
		CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
		CompletableFuture<PollResult> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			result.complete(this.fixture.poller.poll());
			interrupted.complete(Thread.currentThread().isInterrupted());
		});
		thread.start();
		assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
		assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.fixture.current.get()).isSameAs(before);
		assertThat(this.fixture.poller.problems()).isEmpty();
		assertThat(this.log.take()).isEmpty();
		assertThat(this.fixture.poller.next()).isEqualTo(PollerFixture.START.plusSeconds(240));
	}

	@Test
	void pollOfInterruptedThreadReadsNothing() {
		start();
		Thread.currentThread().interrupt();
		try {
			assertThat(this.fixture.poller.pollAll().changes()).isEmpty();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
		}
		finally {
			Thread.interrupted();
		}
		assertThat(this.fixture.source.read()).isEmpty();
	}

	@Test
	@Timeout(120)
	void pollWhenOneIsUnderWayWaitsAndProblemsDoNot()
			throws InterruptedException, ExecutionException, TimeoutException {
		start();
		CountDownLatch reading = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		this.fixture.source.answer(APP, () -> {
			reading.countDown();
			await(answer);
			return TestObjects.secret("app", 2, "s3cret-of-2");
		});
		CompletableFuture<PollResult> first = CompletableFuture.supplyAsync(this.fixture.poller::pollAll);
		assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<PollResult> second = CompletableFuture.supplyAsync(this.fixture.poller::pollAll);
		assertThat(this.fixture.poller.problems()).isEmpty();
		assertThat(second).isNotDone();
		answer.countDown();
		assertThat(first.get(60, TimeUnit.SECONDS).changes()).hasSize(1);
		assertThat(second.get(60, TimeUnit.SECONDS).changes()).isEmpty();
	}

	@Test
	void pollTakesNoLongerThanTheTimeToLoad() {
		holds(1);
		Declaration declaration = Declarations.keys("key: app");
		RotationPoller poller = RotationPoller.builder(List.of(declaration), this.fixture.source)
			.load(new LoadSettings(Duration.ofMillis(1), 1))
			.clock(this.fixture.clock)
			.build(new SnapshotHolder(Snapshots.of(declaration, TestObjects.secret("app", 1, "s3cret-of-1"))));
		CountDownLatch reading = new CountDownLatch(1);
		this.fixture.source.answer(APP, () -> hang(reading));
		assertThat(poller.pollAll().problems()).extracting(Problem::explanation)
			.containsExactly(
					"Vault 'payments' (https://payments-kv.vault.azure.net) did not answer within 1 ms, the time for everything that is read together. Its keys keep their values.");
	}

	@Test
	void pollNeverShowsReadersHalfOfAnObject() {
		int polls = Soak.rotations();
		this.log.onlyWarnings();
		holdsPair(0);
		this.fixture.start(Declarations.keys("user: app#/user", "password: app#/password"));
		AtomicBoolean over = new AtomicBoolean();
		List<CompletableFuture<Integer>> readers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> {
			int pairs = 0;
			do {
				Map<String, String> pair = this.fixture.values();
				assertThat(pair.get("user")).isEqualTo(pair.get("password").replace("pa55", "n4me"));
				pairs++;
			}
			while (!over.get());
			return pairs;
		})).limit(2).toList();
		for (int i = 1; i <= polls; i++) {
			holdsPair(i);
			assertThat(this.fixture.poller.pollAll().changes()).hasSize(2);
		}
		over.set(true);
		assertThat(readers).allSatisfy((reader) -> assertThat(reader.join()).isPositive());
	}

	private void holdsPair(int version) {
		holds("app", version,
				"{\"user\": \"s3cret-n4me-of-%1$d\", \"password\": \"s3cret-pa55-of-%1$d\"}".formatted(version));
	}

	private static VaultObject hang(CountDownLatch reading) {
		reading.countDown();
		await(new CountDownLatch(1));
		throw new IllegalStateException("Interrupted");
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void start() {
		holds(1);
		this.fixture.start(Declarations.keys("key: app"));
		forget();
	}

	private void startWithOther() {
		holds(1);
		this.fixture.source.with(TestObjects.secret(other().at(TestObjects.version(1)), "s3cret-of-other"));
		this.fixture.start(new Declaration(Declarations.NAME,
				List.of(Declarations.mapping("key: app"), Declarations.mapping(TestObjects.OTHER_VAULT, "other: app")),
				List.of()));
	}

	private static ObjectId other() {
		Vault vault = TestObjects.OTHER_VAULT;
		return new ObjectId(vault, ObjectKind.SECRET, new ObjectName("app"), null);
	}

	private void holds(int version) {
		this.fixture.source.with(TestObjects.secret("app", version, "s3cret-of-" + version));
	}

	private void holds(String name, int version) {
		holds(name, version, "s3cret-of-" + version);
	}

	private void holds(String name, int version, String value) {
		this.fixture.source.with(TestObjects.secret(name, version, value));
	}

	private void forget() {
		this.fixture.source.forgetRequests();
	}

	private static final class Stackless implements RotationListener {

		@Override
		public void onRotation(Rotation rotation) {
			throw new StacklessException();
		}

	}

	private static final class StacklessException extends RuntimeException {

		StacklessException() {
			super("s3cret-of-message", null, false, false);
		}

	}

}
