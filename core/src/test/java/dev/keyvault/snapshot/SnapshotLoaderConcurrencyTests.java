package dev.keyvault.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link SnapshotLoader}: what happens at the same time, and for how long.
 */
@Timeout(60)
class SnapshotLoaderConcurrencyTests {

	private static final String VAULT = "vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final LoadSettings SHORT = new LoadSettings(Duration.ofMillis(150), 4);

	private final FakeObjectSource source = new FakeObjectSource();

	private final Collection<Thread> readers = new ConcurrentLinkedQueue<>();

	@Test
	void loadReadsEachVaultWithItsOwnBound() {
		Map<Vault, AtomicInteger> most = new ConcurrentHashMap<>();
		Map<Vault, AtomicInteger> current = new ConcurrentHashMap<>();
		Semaphore arrived = new Semaphore(0);
		CountDownLatch gate = new CountDownLatch(1);
		List<KeyMapping> mappings = Stream.of(TestObjects.VAULT, TestObjects.OTHER_VAULT)
			.flatMap((vault) -> IntStream.range(0, 10).mapToObj((i) -> secret(vault, i)))
			.map((id) -> slow(id, () -> {
				int now = current.computeIfAbsent(id.vault(), (key) -> new AtomicInteger()).incrementAndGet();
				most.computeIfAbsent(id.vault(), (key) -> new AtomicInteger()).accumulateAndGet(now, Math::max);
				arrived.release();
				await(gate);
				current.get(id.vault()).decrementAndGet();
			}))
			.toList();
		CompletableFuture<LoadResult> load = CompletableFuture.supplyAsync(() -> load(threeAtATime(), mappings));
		arrived.acquireUninterruptibly(6);
		gate.countDown();
		assertThat(load.join().snapshot().layer(Declarations.NAME)).hasSize(20);
		assertThat(most.get(TestObjects.VAULT)).hasValue(3);
		assertThat(most.get(TestObjects.OTHER_VAULT)).hasValue(3);
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
	void loadWhenDeadlineIsWholeSecondsTellsSeconds() {
		LoadSettings second = new LoadSettings(Duration.ofSeconds(1), 1);
		assertThat(load(second, List.of(silent(0))).problems()).extracting(Problem::reason)
			.containsExactly("Vault 'payments' (https://payments-kv.vault.azure.net) did not answer within 1 s, "
					+ "the time for everything that is read together.");
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
		assertThat(result.problems()).containsExactly(silence("import-all of vault 'payments'"));
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
			reader.join(TimeUnit.SECONDS.toMillis(30));
			assertThat(reader.isAlive()).isFalse();
		}
	}

	@Test
	void loadWhenInterruptedTellsSoAndStaysInterrupted() throws InterruptedException {
		CountDownLatch arrived = new CountDownLatch(1);
		KeyMapping mapping = slow(TestObjects.secretId("app"), () -> {
			arrived.countDown();
			waitForever();
		});
		AtomicBoolean interrupted = new AtomicBoolean();
		CompletableFuture<LoadResult> result = new CompletableFuture<>();
		Thread thread = new Thread(() -> {
			result.complete(load(LoadSettings.DEFAULTS, List.of(mapping, Declarations.mapping("b: app"))));
			interrupted.set(Thread.currentThread().isInterrupted());
		});
		thread.start();
		arrived.await();
		thread.interrupt();
		thread.join();
		assertThat(interrupted).isTrue();
		assertThat(result.join().problems()).extracting(Problem::subject)
			.containsExactly("payments.app: secret/app", "b: secret/app");
		assertThat(result.join().problems()).extracting(Problem::reason, Problem::action)
			.containsOnly(tuple("Reading from " + VAULT + " was interrupted before it answered.",
					"Look for what stopped the application while it was reading, and start it again."));
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

	private static Problem silence(String subject) {
		return new Problem(Declarations.NAME, subject,
				"Vault 'payments' (https://payments-kv.vault.azure.net) did not answer within 150 ms, "
						+ "the time for everything that is read together.",
				"Check that the vault answers from here, or raise 'keyvault.load.timeout'.", true);
	}

}
