package dev.keyvault.rotation;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link ProblemFinder} and {@link ProblemLog}: what is told of what keeps keys
 * from following, and how often.
 */
class ProblemLogTests {

	private static final ObjectId APP = TestObjects.secretId("app");

	private static final String VERSION_1 = "00000001";

	private static final String VERSION_2 = "00000002";

	private static final String THE_VAULT = "vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final String THE_SUBJECT = "V" + THE_VAULT.substring(1);

	private static final String DISABLED = "Key 'key: secret/app': The secret 'app' of " + THE_VAULT
			+ " is disabled. The key keeps the value of version " + VERSION_1
			+ ". Enable it, or write 'optional:' before the reference.";

	private static final String OUTAGE = THE_SUBJECT + ": It is down. Its keys keep their values. Wait.";

	private static final String EXPIRY_ENDED = ": recovered after 6 min; the problem was: The secret 'app' version 00000001 of "
			+ THE_VAULT + " is in use and expired at 2026-11-23T03:00:00Z.";

	private final EventLog log = new EventLog(RotationPoller.class);

	private final PollerFixture fixture = new PollerFixture();

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void pollWhenNothingChangesLogsNothing() {
		start("key: app");
		this.fixture.poll();
		assertThat(this.log.take()).isEmpty();
		assertThat(this.fixture.poller.problems()).isEmpty();
	}

	@Test
	void pollWhenKeyChangesSaysVersions() {
		start("key: app");
		holds(2, "s3cret-of-two");
		this.fixture.poll();
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly(
				"INFO Rotated [key (secret 'app' of vault 'payments': %s to %s)]".formatted(VERSION_1, VERSION_2));
	}

	@Test
	void pollWhenObjectIsDisabledWarnsOnceUntilItIsOver() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		PollResult first = this.fixture.poll();
		PollResult second = this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED);
		assertThat(first.problems()).isEqualTo(second.problems())
			.isEqualTo(this.fixture.poller.problems())
			.containsExactly(Problem.of(new Subject.Key("", "key: secret/app"), new ObjectDisabledException(APP, null))
				.withEffect("The key keeps the value of version 00000001.")
				.since(PollerFixture.START.plusSeconds(120)));
		holds(1, "s3cret-of-one");
		this.fixture.poll();
		this.fixture.poll();
		assertThat(this.log.take())
			.containsExactly("INFO Key 'key: secret/app': recovered after 4 min; the problem was: The secret 'app' of "
					+ THE_VAULT + " is disabled.");
		assertThat(this.fixture.poller.problems()).isEmpty();
	}

	@Test
	void pollWhenProblemBecomesAnotherWarnsAgain() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		fails(ObjectNotFoundException.of(APP, null));
		this.fixture.poll();
		assertThat(this.log.take())
			.containsExactly("WARN " + DISABLED, "WARN Key 'key: secret/app': Secret 'app' does not exist in "
					+ THE_VAULT + ". The key keeps the value of version " + VERSION_1
					+ ". Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
		assertThat(this.fixture.poller.problems()).extracting(Problem::since)
			.containsExactly(PollerFixture.START.plusSeconds(240));
	}

	@Test
	void pollWhenRequiredKeyHasNoValueSaysSo() {
		this.fixture.start(Declarations.keys("key: app"));
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN Key 'key: secret/app': Secret 'app' does not exist in "
				+ THE_VAULT
				+ ". The key has no value. Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
	}

	@Test
	void pollWhenOptionalKeyIsAbsentSaysNothing() {
		this.fixture.start(Declarations.keys("key: optional:app", "other: optional:other"));
		fails(new ObjectDisabledException(APP, null));
		assertThat(this.fixture.poll().problems()).isEmpty();
		assertThat(this.log.take()).isEmpty();
	}

	@Test
	void pollWhenOptionalKeyLosesItsObjectSaysSo() {
		start("key: optional:app");
		fails(ObjectNotFoundException.of(APP, null));
		assertThat(this.fixture.poll().problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly("Key 'key: optional:secret/app'");
	}

	@Test
	void pollWhenNewOptionalObjectIsMalformedSaysSo() {
		this.fixture.start(Declarations.keys("key: optional:app#/user"));
		holds(1, "{\"password\": \"s3cret-pa55-of-one\"}");
		assertThat(this.fixture.poll().problems()).extracting(Problem::explanation)
			.singleElement()
			.asString()
			.endsWith(" The key has no value.")
			.contains("/user");
		assertThat(this.log.take()).hasSize(1).noneMatch((line) -> line.contains("pa55-of"));
	}

	@Test
	void pollWhenVaultFailsWarnsOnceForAllKeys() {
		start("key: app", "other: other", "more: app#base64");
		fails(outage("It is down."));
		polls(5);
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE);
		assertThat(this.fixture.poller.problems())
			.containsExactly(Problem.of(new Subject.WholeVault(TestObjects.VAULT), outage("It is down."))
				.withEffect("Its keys keep their values.")
				.since(PollerFixture.START.plusSeconds(120)));
		holds(1, "czNjcmV0");
		this.fixture.source.with(TestObjects.secret("other", "s3cret-of-other"));
		polls(2);
		assertThat(this.log.take()).contains(recovered("2 min"))
			.filteredOn((line) -> line.contains("INFO Vault"))
			.hasSize(1);
	}

	@Test
	void pollWhenReasonOfOutageVariesWarnsOnceAndTellsTheLatest() {
		start("key: app");
		fails(outage("It is down."));
		this.fixture.poll();
		for (int seconds = 40; seconds > 0; seconds -= 10) {
			fails(new VaultThrottledException(TestObjects.VAULT, Duration.ofSeconds(seconds), null));
			this.fixture.poll();
		}
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE);
		assertThat(this.fixture.poller.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.explanation()).contains("asks to wait 10 s");
			assertThat(problem.since()).isEqualTo(PollerFixture.START.plusSeconds(120));
		});
	}

	@Test
	void pollWhenOutageBecomesLastingWarnsAgain() {
		start("key: app");
		fails(outage("It is down."));
		this.fixture.poll();
		fails(AccessDeniedException.byFirewall(TestObjects.VAULT, null));
		polls(3);
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE, "WARN " + THE_SUBJECT + ": The firewall of "
				+ THE_VAULT
				+ " refuses the address of this application. Its keys keep their values. Allow the address or the subnet in the vault's networking settings, or use a private endpoint.");
	}

	@Test
	void pollWhenVaultFailsKeepsTheProblemsOfItsKeys() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		fails(outage("It is down."));
		polls(2);
		assertThat(this.fixture.poller.problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly(THE_SUBJECT, "Key 'key: secret/app'");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED, "WARN " + OUTAGE, recovered("16 s"));
	}

	@Test
	void pollWhenOneVaultFailsKeepsTheProblemsOfOthers() {
		holds(1, "s3cret-of-one");
		ObjectId other = new ObjectId(TestObjects.OTHER_VAULT, APP.kind(), APP.name(), null);
		this.fixture.source.with(TestObjects.secret(other.at(TestObjects.version(1)), "s3cret-of-other"));
		this.fixture.start(new Declaration(Declarations.NAME,
				List.of(Declarations.mapping("key: app"), Declarations.mapping(TestObjects.OTHER_VAULT, "other: app")),
				List.of()));
		fails(new ObjectDisabledException(APP, null));
		this.fixture.source.fail(other,
				new VaultUnreachableException(TestObjects.OTHER_VAULT, "It is down.", "Wait.", null));
		polls(3);
		assertThat(this.fixture.poller.problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly("Key 'key: secret/app'", "Vault 'audit' (https://audit-kv.vault.azure.net)");
	}

	@Test
	void pollWhenChangeIsRefusedWarnsOncePerVersion() {
		this.fixture.validators.add((rotation) -> rotation.changes()
			.stream()
			.map((change) -> new RejectedChange(change, "It is too short."))
			.toList());
		start("key: app");
		holds(2, "s3cret-of-two");
		polls(2);
		holds(3, "s3cret-of-three");
		PollResult result = this.fixture.poll();
		assertThat(result.rejected()).hasSize(1);
		assertThat(this.log.take()).containsExactly(rejection(VERSION_2), rejection("00000003"));
	}

	private static String rejection(String version) {
		return "WARN Key 'key: secret/app': Version " + version
				+ " from vault 'payments' is rejected. It is too short. The key keeps its value. The change is proposed again at each poll; correct the object in the vault.";
	}

	@Test
	void pollWhenRemovalIsRefusedSaysSo() {
		this.fixture.validators.add((rotation) -> rotation.changes()
			.stream()
			.map((change) -> new RejectedChange(change, "It is needed."))
			.toList());
		holds(1, "{\"user\": \"s3cret-n4me-of-one\", \"port\": 1}");
		this.fixture.start(Declarations.keys("db: app#*"));
		holds(2, "{\"port\": 1}");
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly(
				"WARN Key 'db: secret/app#*': The removal of its value is rejected. It is needed. The key keeps its value. The change is proposed again at each poll; correct the object in the vault.");
	}

	@Test
	void pollWhenObjectInUseExpiresWarnsOnce() {
		Instant end = PollerFixture.START.plusSeconds(120);
		expires(end);
		this.fixture.start(Declarations.keys("key: app"));
		assertThat(this.fixture.poller.problems()).isEmpty();
		polls(2);
		assertThat(this.log.take())
			.containsExactly("WARN Key 'key: secret/app': The secret 'app' version " + VERSION_1 + " of " + THE_VAULT
					+ " is in use and expired at 2026-11-23T03:02:00Z. Put a new version into the vault.");
	}

	@Test
	void pollWhenObjectHadExpiredBeforeTheStartLogsItsEndOnly() {
		expires(PollerFixture.START);
		this.fixture.start(Declarations.keys("key: app#/one", "other: app#/two"));
		assertThat(this.fixture.poller.problems()).extracting((problem) -> problem.subject().toString(), Problem::since)
			.containsExactly(tuple("Key 'key: secret/app#/one'", PollerFixture.START),
					tuple("Key 'other: secret/app#/two'", PollerFixture.START));
		polls(2);
		assertThat(this.log.take()).isEmpty();
		holds(2, "{\"one\": \"s3cret-of-1\", \"two\": \"s3cret-of-2\"}");
		this.fixture.poll();
		assertThat(this.log.take()).filteredOn((line) -> !line.contains("Rotated"))
			.containsExactly("INFO Key 'key: secret/app#/one'" + EXPIRY_ENDED,
					"INFO Key 'other: secret/app#/two'" + EXPIRY_ENDED);
	}

	@Test
	void pollWhenListIsDeniedWarnsOnce() {
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("app")));
		holds(1, "s3cret-of-one");
		this.fixture.start(Declarations.all(Declarations.rule()));
		this.fixture.source.secrets(TestObjects.VAULT, () -> {
			throw AccessDeniedException.of(TestObjects.VAULT, "the secrets", Permission.LIST_SECRETS, null);
		});
		polls(2);
		assertThat(this.log.take()).containsExactly("WARN Lists of " + THE_VAULT + ": V" + THE_VAULT.substring(1)
				+ " does not allow 'secrets/list' for the secrets. Objects whose names are known are read one by one. Give the application's identity the role \"Key Vault Secrets User\" on the vault or, if the vault uses access policies, the permission 'secrets/list'. A new grant takes some minutes.");
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("app")));
		this.fixture.poll();
		assertThat(this.log.take())
			.containsExactly("INFO Lists of " + THE_VAULT + ": recovered after 4 min; the problem was: V"
					+ THE_VAULT.substring(1) + " does not allow 'secrets/list' for the secrets.");
	}

	@Test
	void pollWhenVaultFailsAtItsListTellsTheVaultOnly() {
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("app")));
		holds(1, "s3cret-of-one");
		this.fixture.start(Declarations.all(Declarations.rule()));
		this.fixture.source.secrets(TestObjects.VAULT, () -> {
			throw outage("It is down.");
		});
		assertThat(this.fixture.poll().problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly(THE_SUBJECT);
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE);
	}

	@Test
	void pollTellsTheVersionThatTheKeyItselfKeeps() {
		this.fixture.source.with(TestObjects.secret("other", 2, "s3cret-of-other"));
		start("first: other", "key: app");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED);
	}

	@Test
	void problemsComeInTheOrderOfTheVaults() {
		holds(1, "s3cret-of-one");
		List<Vault> vaults = Stream.of("a", "b", "c", "d", "e", "f")
			.map((name) -> Vault.of(name, "https://" + name + ".example"))
			.toList();
		this.fixture.start(new Declaration(Declarations.NAME,
				vaults.stream().map((vault) -> Declarations.mapping(vault, vault.name() + ": app")).toList(),
				List.of()));
		assertThat(this.fixture.poll().problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly("Key 'a: secret/app'", "Key 'b: secret/app'", "Key 'c: secret/app'", "Key 'd: secret/app'",
					"Key 'e: secret/app'", "Key 'f: secret/app'");
	}

	private static String recovered(String time) {
		return "INFO %s: recovered after %s; the problem was: It is down.".formatted(THE_SUBJECT, time);
	}

	@Test
	void pollWhenOutageLastsWarnsOnceAnHour() {
		start("key: app");
		fails(outage("It is down."));
		Instant end = PollerFixture.START.plus(Duration.ofMinutes(124));
		while (this.fixture.poller.next().isBefore(end)) {
			this.fixture.poll();
		}
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE,
				"WARN %s has failed for 1 h 1 min: It is down. Its keys keep their values. Wait."
					.formatted(THE_SUBJECT),
				"WARN %s has failed for 2 h 1 min: It is down. Its keys keep their values. Wait."
					.formatted(THE_SUBJECT));
		holds(1, "s3cret-of-one");
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly(recovered("2 h 2 min"));
	}

	@Test
	void pollWhenProblemOfKeyLastsIsNotRepeated() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		polls(90);
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED);
	}

	@Test
	void pollWhenNewVersionIsWeakWarnsOnce() throws GeneralSecurityException {
		holdsKey(1, 2048);
		this.fixture.start(Declarations.keys("public: key/web"));
		holdsKey(2, 1024);
		polls(3);
		assertThat(this.log.take())
			.containsExactly("WARN Key 'public: key/web': The key 'web' version 00000002 of " + THE_VAULT
					+ " is in use and has an RSA key of 1024 bits, fewer than 2048. Put a new version into the vault.",
					"INFO Rotated [public (key 'web' of vault 'payments': 00000001 to 00000002)]");
		assertThat(this.fixture.poller.problems()).isEmpty();
	}

	private void holdsKey(int version, int bits) throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(bits);
		ObjectId id = TestObjects.id(ObjectKind.KEY, "web").at(TestObjects.version(version));
		this.fixture.source
			.with(new VaultObject.Key(id, ObjectAttributes.NONE, generator.generateKeyPair().getPublic()));
	}

	@Test
	void problemsSpellTheSettingsTheyName() {
		holds(1, "s3cret-of-one");
		this.fixture.spelling = (setting) -> "app." + setting;
		this.fixture.start(Declarations.keys("key: app"));
		fails(new VaultThrottledException(TestObjects.VAULT, null, null));
		String action = "Lower 'app.load.parallelism', spread the start of replicas, or use a vault per application; Key Vault serves 4,000 reads in 10 s.";
		assertThat(this.fixture.poll().problems()).extracting(Problem::action).hasToString("[" + action + "]");
		assertThat(this.log.take()).singleElement().asString().endsWith(action);
	}

	private void start(String... keys) {
		holds(1, "s3cret-of-one");
		this.fixture.start(Declarations.keys(keys));
	}

	private void polls(int times) {
		for (int i = 0; i < times; i++) {
			this.fixture.poll();
		}
	}

	private void holds(int version, String value) {
		this.fixture.source.with(TestObjects.secret("app", version, value));
	}

	private void expires(Instant end) {
		ObjectAttributes attributes = new ObjectAttributes(true, null, end, null, null);
		this.fixture.source.with(TestObjects.secret(APP.at(TestObjects.version(1)), attributes,
				"{\"one\": \"s3cret-of-1\", \"two\": \"s3cret-of-2\"}"));
	}

	private void fails(KeyVaultException failure) {
		this.fixture.source.fail(APP, failure);
		if (failure.reach() != KeyVaultException.Reach.OBJECT) {
			this.fixture.source.fail(TestObjects.secretId("other"), failure);
		}
	}

	private static KeyVaultException outage(String reason) {
		return new VaultUnreachableException(TestObjects.VAULT, reason, "Wait.", null);
	}

}
