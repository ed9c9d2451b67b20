package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.Fallback;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.Message;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link RotationPoller} that starts with values of a fallback, since the vault
 * was out of reach.
 */
class FallbackTests {

	private static final VaultUnreachableException DOWN = new VaultUnreachableException(TestObjects.VAULT,
			"It is down.", "Wait.", null);

	private static final Fallback PLACE = new Fallback("Secret 'foo-secrets' in namespace 'shop'",
			Instant.parse("2026-11-01T00:00:00Z"));

	private static final VaultObject OLD = TestObjects.secret("db", 1, "s3cret-pa55-of-db-1");

	private static final VaultObject NEW = TestObjects.secret("db", 2, "s3cret-pa55-of-db-2");

	private static final Problem VAULT = Problem.of(new Subject.WholeVault(TestObjects.VAULT), DOWN)
		.withEffect("Its keys keep their values.")
		.since(PollerFixture.START);

	private static final Problem KEY = new Problem(new Subject.Key("", "key: secret/db"),
			"Vault 'payments' (https://payments-kv.vault.azure.net) was out of reach at the start.",
			Message.of("No action needed; the value is updated when the vault answers."))
		.withEffect(
				"The key has the value of version 00000001 that Secret 'foo-secrets' in namespace 'shop' holds since 2026-11-01T00:00:00Z.")
		.since(PollerFixture.START);

	private final PollerFixture fixture = new PollerFixture();

	@BeforeEach
	void fail() {
		this.fixture.source.fail(OLD.id().latest(), DOWN).fail(OLD.id(), DOWN);
	}

	private void start(String reference) {
		start(reference, "s3cret-pa55-of-db-1");
	}

	private void start(String reference, String value) {
		Declaration declaration = Declarations.keys("key: " + reference);
		KeyMapping mapping = declaration.mappings().get(0);
		Entry entry = new Entry(SensitiveValue.of(value), new VaultObject.RecoveredObject(OLD.id()), mapping, PLACE);
		Snapshot snapshot = new Snapshot(Map.of(Declarations.NAME, Map.of(mapping.key(), entry)));
		this.fixture.start(List.of(declaration),
				new LoadResult(snapshot, List.of(), List.of(), List.of(), Map.of(mapping, DOWN), Map.of()));
	}

	private Entry held() {
		return this.fixture.current.get().layer(Declarations.NAME).values().iterator().next();
	}

	@Test
	void watchWhenVaultFailedTellsVaultAndKey() {
		start("db");
		assertThat(this.fixture.poller.problems()).containsExactly(VAULT, KEY);
	}

	@Test
	void watchWhenVaultFailedPollsAgainSoon() {
		start("db");
		assertThat(Duration.between(PollerFixture.START, this.fixture.poller.next()))
			.isEqualTo(Duration.ofMillis(5625));
	}

	@Test
	void pollWhenVaultStillFailsKeepsValueAndProblems() {
		start("db");
		assertThat(this.fixture.poll().problems()).containsExactly(VAULT, KEY);
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-pa55-of-db-1"));
	}

	@Test
	void pollWhenVaultHasSameVersionChangesNothingButTheProblems() {
		start("db");
		this.fixture.source.with(OLD);
		assertThat(this.fixture.poll()).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
		assertThat(held().fallback()).isNull();
		assertThat(held().object()).isEqualTo(OLD);
	}

	@Test
	void pollWhenVaultHasNewVersionRotates() {
		start("db");
		this.fixture.source.with(NEW);
		assertThat(this.fixture.poll().changes())
			.hasToString("[key (secret 'db' of vault 'payments': 00000001 to 00000002)]");
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-pa55-of-db-2"));
		assertThat(this.fixture.poller.problems()).isEmpty();
	}

	@Test
	void pollWhenValueOfSameVersionIsAnotherTakesThatOfTheVault() {
		start("db", "s3cret-0ther-value");
		this.fixture.source.with(OLD);
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-pa55-of-db-1"));
	}

	@Test
	void pollWhenVersionIsPinnedReadsItAllTheSame() {
		start("db@" + TestObjects.version(1));
		this.fixture.source.answer(OLD.id(), () -> OLD);
		assertThat(this.fixture.poll()).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
		assertThat(this.fixture.source.read()).containsExactly(OLD.id());
		assertThat(held().fallback()).isNull();
	}

	@Test
	void pollWhenObjectIsDisabledKeepsValueAndSaysWhy() {
		start("db");
		this.fixture.source.fail(OLD.id().latest(), new ObjectDisabledException(OLD.id(), null));
		assertThat(this.fixture.poll().problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.subject()).hasToString("Key 'key: secret/db'");
			assertThat(problem.explanation()).endsWith("The key keeps the value of version 00000001.");
		});
		assertThat(held().fallback()).isEqualTo(PLACE);
	}

	@Test
	void isPendingUntilTheVaultOfTheKeyAnswers() {
		KeyMapping other = Declarations.mapping(TestObjects.OTHER_VAULT, "other: app");
		KeyMapping key = Declarations.mapping("key: db");
		Declaration both = new Declaration(Declarations.NAME, List.of(key, other), List.of());
		this.fixture.start(List.of(both),
				new LoadResult(Snapshot.EMPTY, List.of(), List.of(), List.of(), Map.of(key, DOWN), Map.of()));
		assertThat(isPending("key")).isTrue();
		assertThat(isPending("other")).isFalse();
		assertThat(isPending("found-by-a-rule")).isTrue();
		assertThat(this.fixture.poller.isPending("keyvault:elsewhere", key.key())).isFalse();
		this.fixture.poll();
		assertThat(isPending("key")).isTrue();
		this.fixture.source.with(OLD);
		this.fixture.poll();
		assertThat(isPending("key")).isFalse();
	}

	private boolean isPending(String key) {
		return this.fixture.poller.isPending(Declarations.NAME, new NamedKey(key));
	}

	@Test
	void pollWhenAllIsWellAgainLogsIt() {
		start("db");
		try (EventLog log = new EventLog(RotationPoller.class)) {
			this.fixture.poll();
			assertThat(log.take()).isEmpty();
			this.fixture.source.with(OLD);
			this.fixture.poll();
			assertThat(log.take()).containsExactly(
					"INFO Vault 'payments' (https://payments-kv.vault.azure.net): recovered after 16 s; the problem was: It is down.",
					"INFO Key 'key: secret/db': recovered after 16 s; the problem was: Vault 'payments' (https://payments-kv.vault.azure.net) was out of reach at the start.");
		}
	}

}
