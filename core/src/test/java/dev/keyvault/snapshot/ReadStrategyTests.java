package dev.keyvault.snapshot;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReadStrategy}, and for what a {@link LoadResult} tells to those who
 * poll again.
 */
class ReadStrategyTests {

	private static final int KEYS = 20;

	private final FakeObjectSource source = new FakeObjectSource();

	@Test
	void loadWhenVaultIsDownAndApproachedByOneAsksOnce() {
		ids().forEach((id) -> this.source.fail(id, outage()));
		LoadResult result = load(ReadStrategy.PROBE_FIRST, keys());
		assertThat(this.source.read()).hasSize(1);
		assertThat(result.failures()).hasSize(KEYS)
			.allSatisfy((mapping, failure) -> assertThat(failure).hasMessage("It is down. Wait."));
	}

	@Test
	void loadWhenApproachedByOneReadsNothingElseBeforeTheFirstAnswer() {
		List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
		ids().forEach((id) -> this.source.answer(id, () -> {
			asked.add(this.source.read().size());
			return TestObjects.secret(id.at(TestObjects.version(1)), "value");
		}));
		assertThat(load(ReadStrategy.PROBE_FIRST, keys()).failures()).isEmpty();
		assertThat(asked).hasSize(KEYS).startsWith(1);
	}

	@Test
	@Timeout(120)
	void loadWhenVaultHasAnsweredReadsTheOthersInParallel() {
		CountDownLatch others = new CountDownLatch(2);
		ids().forEach((id) -> this.source.answer(id, () -> {
			boolean first = this.source.read().size() == 1;
			return first ? TestObjects.secret(id.at(TestObjects.version(1)), "value") : meet(id, others);
		}));
		assertThat(load(ReadStrategy.PROBE_FIRST, keys()).failures()).isEmpty();
	}

	private static VaultObject meet(ObjectId id, CountDownLatch others) {
		others.countDown();
		try {
			others.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return TestObjects.secret(id.at(TestObjects.version(1)), "value");
	}

	@Test
	void loadWhenFirstObjectIsMissingTakesItForAnAnswer() {
		ids().forEach((id) -> this.source.with(TestObjects.secret(id.at(TestObjects.version(1)), "value")));
		this.source.fail(ids().get(0), ObjectNotFoundException.of(ids().get(0), null));
		LoadResult result = load(ReadStrategy.PROBE_FIRST, keys());
		assertThat(result.failures()).containsOnlyKeys(Declarations.mapping("key0: app0"));
		assertThat(Declarations.values(result)).hasSize(KEYS - 1);
	}

	@Test
	void loadWhenListFailsTellsWhichVault() {
		AccessDeniedException denied = AccessDeniedException.of(TestObjects.VAULT, "the secrets",
				Permission.LIST_SECRETS, null);
		this.source.secrets(TestObjects.VAULT, () -> {
			throw denied;
		});
		LoadResult result = load(ReadStrategy.PARALLEL, Declarations.all(Declarations.rule()));
		assertThat(result.unlisted()).containsOnlyKeys(TestObjects.VAULT).containsValue(denied);
		assertThat(result.failures()).isEmpty();
	}

	@Test
	void loadTellsFailuresOfOptionalKeysThatAreNoProblems() {
		LoadResult result = load(ReadStrategy.PARALLEL, Declarations.keys("key: optional:app"));
		assertThat(result.problems()).isEmpty();
		assertThat(result.failures()).containsOnlyKeys(Declarations.mapping("key: optional:app"));
	}

	@Test
	void loadWhenKeyIsContestedTellsBothMappings() {
		this.source.with(TestObjects.secret("db", "{\"key\": \"one\"}")).with(TestObjects.secret("app", "two"));
		LoadResult result = load(ReadStrategy.PARALLEL, Declarations.keys("db: db#*", "db.key: app"));
		assertThat(result.failures()).containsOnlyKeys(Declarations.mapping("db: db#*"),
				Declarations.mapping("db.key: app"));
	}

	private LoadResult load(ReadStrategy strategy, Declaration declaration) {
		return new SnapshotLoader(this.source, LoadSettings.DEFAULTS, Clock.systemUTC()).load(List.of(declaration),
				strategy);
	}

	private static Declaration keys() {
		return Declarations
			.keys(IntStream.range(0, KEYS).mapToObj((i) -> "key" + i + ": app" + i).toArray(String[]::new));
	}

	private static List<ObjectId> ids() {
		return IntStream.range(0, KEYS).mapToObj((i) -> TestObjects.secretId("app" + i)).toList();
	}

	private static VaultUnreachableException outage() {
		return new VaultUnreachableException(TestObjects.VAULT, "It is down.", "Wait.", null);
	}

}
