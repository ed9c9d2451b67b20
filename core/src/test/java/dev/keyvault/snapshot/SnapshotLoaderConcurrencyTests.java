package dev.keyvault.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Setting;
import dev.keyvault.source.Subject;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SnapshotLoader}: what happens at the same time, and for how long.
 */
@Timeout(180)
class SnapshotLoaderConcurrencyTests {

	private static final String VAULT = "vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final LoadSettings SHORT = new LoadSettings(Duration.ofSeconds(2), 4);

	private final FakeObjectSource source = new FakeObjectSource();

	private final Collection<Thread> readers = new ConcurrentLinkedQueue<>();

	@Test
	void loadReadsEachVaultWithItsOwnBound() {
		Map<Vault, Crowd> crowds = Map.of(TestObjects.VAULT, new Crowd(), TestObjects.OTHER_VAULT, new Crowd());
		List<KeyMapping> mappings = crowds.keySet()
			.stream()
			.flatMap((vault) -> IntStream.range(0, 10).mapToObj((i) -> secret(vault, i)))
			.map((id) -> slow(id, crowds.get(id.vault())::visit))
			.toList();
		CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> load(threeAtATime(), mappings));
		crowds.values().forEach((crowd) -> crowd.arrived.acquireUninterruptibly(3));
		crowds.values().forEach((crowd) -> crowd.gate.countDown());
		assertThat(load.join().snapshot().layer(Declarations.NAME)).hasSize(20);
		assertThat(crowds.values()).extracting((crowd) -> crowd.most.get()).containsExactly(3, 3);
	}

	@Test
	void loadWhenVaultIsSilentTellsSoAtTheDeadline() {
		this.source.with(TestObjects.secret(secret(TestObjects.OTHER_VAULT, 0), "one"));
		LoadResult result = load(SHORT,
				List.of(silent(0), silent(1), Declarations.mapping(TestObjects.OTHER_VAULT, "other: secret-0")));
		assertThat(Declarations.values(result)).containsExactly(entry("other", "one"));
		assertThat(result.problems()).containsExactly(silence("silent.0: secret/secret-0"),
				silence("silent.1: secret/secret-1"));
	}

	@Test
	void loadWhenListingIsSilentReadsFromOtherVaults() {
		ObjectId other = secret(TestObjects.OTHER_VAULT, 0);
		this.source.with(TestObjects.secret(other, "one"))
			.secrets(TestObjects.VAULT, this::waitForever)
			.secrets(TestObjects.OTHER_VAULT, () -> List.of(TestObjects.listed(other)));
		LoadResult result = loader(SHORT).load(List
			.of(Declarations.all(Declarations.rule(), Declarations.rule(TestObjects.OTHER_VAULT, KeyNaming.AS_IS))));
		assertThat(Declarations.values(result)).containsExactly(entry("secret-0", "one"));
		assertThat(result.problems())
			.containsExactly(silence(new Subject.Import(Declarations.NAME, TestObjects.VAULT)));
	}

	@Test
	void loadWhenReasonOfSilenceIsKnownTellsIt() {
		this.source.fail(TestObjects.secretId("a"),
				new AuthenticationFailedException(TestObjects.VAULT, "No token.", "Log in.", null));
		LoadResult result = load(SHORT, List.of(silent(0), Declarations.mapping("a: a")));
		assertThat(result.problems()).extracting(Problem::reason).containsExactly("No token.", "No token.");
	}

	@Test
	void loadLeavesNoThreadBehind() throws InterruptedException {
		load(SHORT, List.of(silent(0), silent(1), slow(secret(TestObjects.OTHER_VAULT, 0), () -> {
		})));
		assertThat(this.readers).hasSize(3).allMatch(Thread::isDaemon);
		assertThat(this.readers).extracting(Thread::getName)
			.containsExactlyInAnyOrder("keyvault-payments-1", "keyvault-payments-2", "keyvault-audit-1");
		for (Thread reader : this.readers) {
			reader.join(TimeUnit.SECONDS.toMillis(120));
			assertThat(reader.isAlive()).isFalse();
		}
	}

	@Test
	void loadWhenInterruptedTellsSoAndStaysInterrupted() {
		CountDownLatch arrived = new CountDownLatch(1);
		KeyMapping silent = slow(secret(TestObjects.VAULT, 0), () -> {
			arrived.countDown();
			waitForever();
		});
		List<Problem> problems = loadInterrupted(arrived, List.of(silent, Declarations.mapping("b: secret-0")));
		assertThat(problems).extracting((problem) -> problem.subject().text())
			.containsExactly("payments.secret-0: secret/secret-0", "b: secret/secret-0");
		assertThat(problems).extracting(Problem::reason, (problem) -> problem.action().toString())
			.containsOnly(tuple("Reading from " + VAULT + " was interrupted before it answered.",
					"Look for what stopped the application while it was reading, and start it again."));
	}

	private List<Problem> loadInterrupted(CountDownLatch arrived, List<KeyMapping> mappings) {
		CompletableFuture<Thread> loader = new CompletableFuture<>();
		CompletableFuture<List<Problem>> problems = CompletableFuture.supplyAsync(() -> {
			loader.complete(Thread.currentThread());
			LoadResult result = load(LoadSettings.DEFAULTS, mappings);
			assertThat(Thread.interrupted()).isTrue();
			return result.problems();
		});
		await(arrived);
		loader.join().interrupt();
		return problems.join();
	}

	private static LoadSettings threeAtATime() {
		return new LoadSettings(LoadSettings.DEFAULTS.timeout(), 3);
	}

	private LoadResult load(LoadSettings settings, List<KeyMapping> mappings) {
		return loader(settings).load(List.of(new Declaration(Declarations.NAME, mappings, List.of())));
	}

	private SnapshotLoader loader(LoadSettings settings) {
		return new SnapshotLoader(this.source, settings, Clock.systemUTC());
	}

	private static ObjectId secret(Vault vault, int number) {
		return new ObjectId(vault, ObjectKind.SECRET, new ObjectName("secret-" + number), null);
	}

	private KeyMapping silent(int number) {
		slow(secret(TestObjects.VAULT, number), this::waitForever);
		return Declarations.mapping("silent.%1$d: secret-%1$d".formatted(number));
	}

	private KeyMapping slow(ObjectId id, Runnable step) {
		this.source.answer(id, () -> {
			this.readers.add(Thread.currentThread());
			step.run();
			return TestObjects.secret(id, "value");
		});
		return Declarations.mapping(id.vault(), "%s.%s: %2$s".formatted(id.vault().name(), id.name()));
	}

	private <T> T waitForever() {
		await(new CountDownLatch(1));
		throw new IllegalStateException("Nobody opens the gate");
	}

	private static void await(CountDownLatch gate) {
		try {
			gate.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new VaultUnreachableException(TestObjects.VAULT, "Interrupted.", "None.", ex);
		}
	}

	private static Problem silence(String key) {
		return silence(new Subject.Key(Declarations.NAME, key));
	}

	private static Problem silence(Subject subject) {
		return new Problem(subject, "",
				"Vault 'payments' (https://payments-kv.vault.azure.net) did not answer within 2 s, "
						+ "the time for everything that is read together.",
				Message.of("Check that the vault answers from here, or raise '{}'.", Setting.LOAD_TIMEOUT),
				Reach.OUTAGE, null, null);
	}

	/**
	 * Counts how many are in at a time, and lets nobody out before the gate opens.
	 */
	private static final class Crowd {

		private final AtomicInteger current = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		private final Semaphore arrived = new Semaphore(0);

		private final CountDownLatch gate = new CountDownLatch(1);

		void visit() {
			this.most.accumulateAndGet(this.current.incrementAndGet(), Math::max);
			this.arrived.release();
			await(this.gate);
			this.current.decrementAndGet();
		}

	}

}
