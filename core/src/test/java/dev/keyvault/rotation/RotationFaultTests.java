package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.fixtures.EventLog;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.ObjectType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RotationPoller} with a vault that fails, by the real protocol: values
 * stay, requests are few, and the first poll of a vault that is back brings what is new.
 */
class RotationFaultTests {

	private static final int KEYS = 20;

	private static final Duration OUTAGE = Duration.ofHours(1);

	private final EventLog log = new EventLog(RotationPoller.class);

	private final EmbeddedPollerFixture fixture = new EmbeddedPollerFixture();

	private final EmbeddedKeyVault vault = this.fixture.embedded;

	@AfterEach
	void close() {
		this.fixture.close();
		this.log.close();
	}

	@ParameterizedTest
	@EnumSource
	void pollThroughAnHourOfOutageKeepsValuesAndRecoversWithinAnInterval(Fault fault) {
		Map<String, String> values = start();
		fault.begin.accept(this.vault);
		int polls = this.fixture.pollFor(OUTAGE.plus(EmbeddedPollerFixture.INTERVAL));
		int attempts = attempts(fault, polls);
		assertThat(this.fixture.values()).isEqualTo(values);
		assertThat(polls).as("polls").isBetween(fault.polls - 1, fault.polls + 1);
		assertThat(attempts).as("requests").isLessThanOrEqualTo(fault.requests);
		assertThat(this.log.take()).as("log").hasSizeBetween(1, 2).allMatch((line) -> line.startsWith("WARN Vault"));
		assertThat(this.fixture.problems()).hasSize(1);
		fault.end.accept(this.vault);
		assertRecovery(fault.recovery);
	}

	private Map<String, String> start() {
		return start(KEYS);
	}

	private Map<String, String> start(int keys) {
		IntStream.range(0, keys).forEach((i) -> this.vault.putSecret("app" + i, "s3cret-of-" + i));
		this.fixture.start(Detection.GET,
				IntStream.range(0, keys).mapToObj((i) -> "key" + i + ": app" + i).toArray(String[]::new));
		this.vault.requests().reset();
		this.fixture.azure.sleeps.clear();
		assertThat(this.fixture.values()).hasSize(keys);
		return this.fixture.values();
	}

	/**
	 * Return how many requests an outage took: those that arrived or, if there was nobody
	 * to arrive at, one for each poll and each retry, and for those of the first poll.
	 */
	private int attempts(Fault fault, int polls) {
		int arrived = this.vault.requests().count("/secrets.*");
		return (fault == Fault.GONE) ? polls + KEYS + this.fixture.azure.sleeps.size() : arrived;
	}

	private void assertRecovery() {
		assertRecovery(EmbeddedPollerFixture.INTERVAL);
	}

	private void assertRecovery(Duration within) {
		Set<String> keys = this.fixture.values().keySet();
		this.vault.putSecret("app0", "s3cret-of-recovery");
		Instant back = this.fixture.azure.clock.instant();
		assertThat(this.fixture.poll().changes()).hasSize(1);
		assertThat(Duration.between(back, this.fixture.azure.clock.instant())).isLessThanOrEqualTo(within);
		assertThat(this.fixture.values()).containsOnlyKeys(keys).containsEntry("key0", "s3cret-of-recovery");
		assertThat(this.fixture.problems()).isEmpty();
		assertThat(this.log.take()).hasSize(2)
			.anyMatch((line) -> line.startsWith("INFO Vault " + this.fixture.vault + ": recovered after "))
			.noneMatch((line) -> line.contains("s3cret-of"));
		this.fixture.poll();
		assertThat(this.log.take()).isEmpty();
	}

	@Test
	void pollThroughStormOfThrottlingComesBackWhenAllowedTo() {
		start();
		this.vault.faults().throttleFor(Duration.ofMinutes(20));
		this.fixture.poll();
		int first = this.vault.requests().total();
		assertThat(first).isBetween(1, 16);
		int polls = this.fixture.pollFor(Duration.ofMinutes(15));
		assertThat(polls).isZero();
		this.fixture.pollNow();
		assertThat(this.vault.requests().total()).isEqualTo(first);
		assertThat(this.fixture.poll().problems()).isEmpty();
		assertThat(this.log.take()).hasSize(2);
	}

	@Test
	void pollWhenAnswersDripGivesUpInTimeAndRecovers() {
		this.fixture.load(new LoadSettings(Duration.ofSeconds(15), 16));
		Map<String, String> values = start(1);
		this.vault.faults().drip(Duration.ofMinutes(10));
		this.fixture.poll();
		this.fixture.poll();
		assertThat(this.fixture.values()).isEqualTo(values);
		assertThat(this.log.take()).containsExactly("WARN Vault " + this.fixture.vault + ": Vault " + this.fixture.vault
				+ " did not answer within 15 s, the time for everything that is read together. Its keys keep their values. Check that the vault answers from here, or raise 'load.timeout'.");
		this.vault.faults().clear();
		assertRecovery();
	}

	@Test
	void pollWhenTokensExpireGetsOthersAndSaysNothing() {
		Map<String, String> values = start();
		for (int i = 0; i < 3; i++) {
			this.vault.expireTokens();
			assertThat(this.fixture.poll().problems()).isEmpty();
			this.fixture.pollFor(Duration.ofMinutes(70));
		}
		assertThat(this.fixture.values()).isEqualTo(values);
		assertThat(this.log.take()).isEmpty();
	}

	@Test
	void pollWhenNoTokenIsGivenKeepsValuesUntilThereIsOne() {
		String secret = this.vault.clientSecret();
		Map<String, String> values = start();
		this.vault.setClientSecret("s3cret-of-another");
		this.vault.expireTokens();
		int polls = this.fixture.pollFor(OUTAGE);
		assertThat(this.fixture.values()).isEqualTo(values);
		assertThat(this.vault.requests().tokenRequests()).isLessThanOrEqualTo(2 * polls);
		assertThat(this.log.take()).hasSizeBetween(1, 2).allMatch((line) -> line.startsWith("WARN Vault"));
		this.vault.setClientSecret(secret);
		assertRecovery();
	}

	@Test
	void pollWhenSecretIsDisabledOrDeletedKeepsItsValueAndTakesOthers() {
		start();
		this.vault.setEnabled(ObjectType.SECRET, "app1", false);
		this.vault.delete(ObjectType.SECRET, "app2");
		this.vault.putSecret("app3", "s3cret-of-change");
		int polls = this.fixture.pollFor(OUTAGE);
		assertThat(polls).isEqualTo(30);
		assertThat(this.vault.requests().count("/secrets.*")).isEqualTo(polls * KEYS);
		assertThat(this.fixture.values()).containsEntry("key1", "s3cret-of-1")
			.containsEntry("key2", "s3cret-of-2")
			.containsEntry("key3", "s3cret-of-change");
		assertThat(this.log.take()).hasSize(3);
		this.vault.setEnabled(ObjectType.SECRET, "app1", true);
		this.vault.putSecret("app2", "s3cret-of-return");
		assertThat(this.fixture.poll().problems()).isEmpty();
		assertThat(this.fixture.values()).containsEntry("key2", "s3cret-of-return");
	}

	@Test
	void pollWhenOneVaultIsUnknownToDnsFollowsTheOther() {
		Vault lost = Vault.of("lost", "https://no-such-vault.invalid");
		VaultSettings known = AzureFixture.withClientSecret(this.vault);
		ObjectSource source = this.fixture.azure.open(known,
				new VaultSettings(lost, Cloud.PUBLIC, known.credential(), null, false));
		this.vault.putSecret("app", "s3cret-of-one");
		this.fixture.start(Detection.GET,
				new Declaration(Declarations.NAME, List.of(Declarations.mapping(this.fixture.vault, "key: app"),
						Declarations.mapping(lost, "lost: optional:app")), List.of()),
				source);
		for (int i = 0; i < 5; i++) {
			this.vault.putSecret("app", "s3cret-of-turn-" + i);
			int polls = this.fixture.pollFor(EmbeddedPollerFixture.INTERVAL);
			assertThat(polls).isBetween(1, 7);
			assertThat(this.fixture.values()).containsOnly(Map.entry("key", "s3cret-of-turn-" + i));
		}
		assertThat(this.log.take()).filteredOn((line) -> line.startsWith("WARN"))
			.containsExactly("WARN Vault " + lost + ": Vault " + lost
					+ " has a host name that DNS does not know. Its keys keep their values. Check the address and the DNS of this machine; a private endpoint needs its private DNS zone.");
	}

	/**
	 * What can be wrong with a vault for an hour.
	 */
	enum Fault {

		GONE(EmbeddedKeyVault::disappear, EmbeddedKeyVault::reappear, 44, 160),

		ERROR((vault) -> vault.faults().respond(503, "ServiceUnavailable", "Down."), (vault) -> vault.faults().clear(),
				44, 200),

		BUSY((vault) -> vault.faults().respond(503, "ServiceUnavailable", "Down.", Duration.ofMinutes(5)),
				(vault) -> vault.faults().clear(), 13, 40, Duration.ofMinutes(5)),

		THROTTLING((vault) -> vault.faults().throttle(Duration.ofSeconds(60)), (vault) -> vault.faults().clear(), 42,
				80),

		RESET((vault) -> vault.faults().reset(), (vault) -> vault.faults().clear(), 44, 400),

		BREAK_OFF((vault) -> vault.faults().breakOff(), (vault) -> vault.faults().clear(), 44, 200),

		NO_JSON((vault) -> vault.faults().malformedBody(), (vault) -> vault.faults().clear(), 44, 80);

		private final Consumer<EmbeddedKeyVault> begin;

		private final Consumer<EmbeddedKeyVault> end;

		private final int polls;

		private final int requests;

		private final Duration recovery;

		Fault(Consumer<EmbeddedKeyVault> begin, Consumer<EmbeddedKeyVault> end, int polls, int requests) {
			this(begin, end, polls, requests, EmbeddedPollerFixture.INTERVAL);
		}

		Fault(Consumer<EmbeddedKeyVault> begin, Consumer<EmbeddedKeyVault> end, int polls, int requests,
				Duration recovery) {
			this.begin = begin;
			this.end = end;
			this.polls = polls;
			this.requests = requests;
			this.recovery = recovery;
		}

	}

}
