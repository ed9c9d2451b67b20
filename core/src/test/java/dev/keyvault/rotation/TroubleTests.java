package dev.keyvault.rotation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link TroubleFinder} and {@link Troubles}: what is told of what keeps keys
 * from following, and how often.
 */
class TroubleTests {

	private static final ObjectId APP = TestObjects.secretId("app");

	private static final String VERSION_1 = "00000000000000000000000000000001";

	private static final String VERSION_2 = "00000000000000000000000000000002";

	private static final String THE_VAULT = "vault 'payments' (https://payments-kv.vault.azure.net)";

	private static final String DISABLED = "Key 'key: secret/app': The secret 'app' of " + THE_VAULT
			+ " is disabled. The key keeps the value of version " + VERSION_1
			+ ". Enable it, or write 'optional:' before the reference.";

	private static final String OUTAGE = "Rotation from " + THE_VAULT
			+ ": It is down. Its keys keep their values. Wait.";

	private final RotationLog log = new RotationLog();

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
		assertThat(this.fixture.poller.troubles()).isEmpty();
	}

	@Test
	void pollWhenKeyChangesSaysVersions() {
		start("key: app");
		holds(2, "s3cret-of-two");
		this.fixture.poll();
		this.fixture.poll();
		assertThat(this.log.take())
			.containsExactly("INFO Rotated [key (secret 'app': %s to %s)]".formatted(VERSION_1, VERSION_2));
	}

	@Test
	void pollWhenObjectIsDisabledWarnsOnceUntilItIsOver() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		PollResult first = this.fixture.poll();
		PollResult second = this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED);
		assertThat(first.troubles()).isEqualTo(second.troubles())
			.isEqualTo(this.fixture.poller.troubles())
			.containsExactly(new Trouble("Key 'key: secret/app'",
					"The secret 'app' of %s is disabled. The key keeps the value of version %s.".formatted(THE_VAULT,
							VERSION_1),
					"Enable it, or write 'optional:' before the reference.", PollerFixture.START.plusSeconds(120)));
		holds(1, "s3cret-of-one");
		this.fixture.poll();
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("INFO Key 'key: secret/app': the trouble is over.");
		assertThat(this.fixture.poller.troubles()).isEmpty();
	}

	@Test
	void pollWhenTroubleBecomesAnotherWarnsAgain() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		fails(ObjectNotFoundException.of(APP, null));
		this.fixture.poll();
		assertThat(this.log.take())
			.containsExactly("WARN " + DISABLED, "WARN Key 'key: secret/app': Secret 'app' does not exist in "
					+ THE_VAULT + ". The key keeps the value of version " + VERSION_1
					+ ". Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.");
		assertThat(this.fixture.poller.troubles()).extracting(Trouble::since)
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
		assertThat(this.fixture.poll().troubles()).isEmpty();
		assertThat(this.log.take()).isEmpty();
	}

	@Test
	void pollWhenOptionalKeyLosesItsObjectSaysSo() {
		start("key: optional:app");
		fails(ObjectNotFoundException.of(APP, null));
		assertThat(this.fixture.poll().troubles()).extracting(Trouble::subject)
			.containsExactly("Key 'key: optional:secret/app'");
	}

	@Test
	void pollWhenNewOptionalObjectIsMalformedSaysSo() {
		this.fixture.start(Declarations.keys("key: optional:app#/user"));
		holds(1, "{\"password\": \"s3cret-pa55-of-one\"}");
		assertThat(this.fixture.poll().troubles()).extracting(Trouble::reason)
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
		assertThat(this.fixture.poller.troubles()).containsExactly(new Trouble("Rotation from " + THE_VAULT,
				"It is down. Its keys keep their values.", "Wait.", PollerFixture.START.plusSeconds(120)));
		holds(1, "czNjcmV0");
		this.fixture.source.with(TestObjects.secret("other", "s3cret-of-other"));
		polls(2);
		assertThat(this.log.take()).contains("INFO Rotation from " + THE_VAULT + ": the trouble is over.")
			.filteredOn((line) -> line.contains("Rotation from"))
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
		assertThat(this.fixture.poller.troubles()).singleElement().satisfies((trouble) -> {
			assertThat(trouble.reason()).contains("asks to wait 10 s");
			assertThat(trouble.since()).isEqualTo(PollerFixture.START.plusSeconds(120));
		});
	}

	@Test
	void pollWhenOutageBecomesLastingWarnsAgain() {
		start("key: app");
		fails(outage("It is down."));
		this.fixture.poll();
		fails(AccessDeniedException.byFirewall(TestObjects.VAULT, null));
		polls(3);
		assertThat(this.log.take()).containsExactly("WARN " + OUTAGE, "WARN Rotation from " + THE_VAULT
				+ ": The firewall of " + THE_VAULT
				+ " refuses the address of this application. Its keys keep their values. Allow the address or the subnet in the vault's networking settings, or use a private endpoint.");
	}

	@Test
	void pollWhenVaultFailsKeepsTheTroublesOfItsKeys() {
		start("key: app");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		fails(outage("It is down."));
		polls(2);
		assertThat(this.fixture.poller.troubles()).extracting(Trouble::subject)
			.containsExactly("Rotation from " + THE_VAULT, "Key 'key: secret/app'");
		fails(new ObjectDisabledException(APP, null));
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("WARN " + DISABLED, "WARN " + OUTAGE,
				"INFO Rotation from " + THE_VAULT + ": the trouble is over.");
	}

	@Test
	void pollWhenOneVaultFailsKeepsTheTroublesOfOthers() {
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
		assertThat(this.fixture.poller.troubles()).extracting(Trouble::subject)
			.containsExactly("Key 'key: secret/app'", "Rotation from vault 'audit' (https://audit-kv.vault.azure.net)");
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
		assertThat(this.log.take()).containsExactly(rejection(VERSION_2),
				rejection("00000000000000000000000000000003"));
	}

	private static String rejection(String version) {
		return "WARN Key 'key: secret/app': Version " + version
				+ " is rejected. It is too short. The key keeps its value; the change is proposed again at each poll.";
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
				"WARN Key 'db: secret/app#*': That it has no value any more is rejected. It is needed. The key keeps its value; the change is proposed again at each poll.");
	}

	@Test
	void pollWhenObjectInUseExpiresWarnsOnce() {
		Instant end = PollerFixture.START.plusSeconds(120);
		expires(end);
		this.fixture.start(Declarations.keys("key: app"));
		assertThat(this.fixture.poller.troubles()).isEmpty();
		polls(2);
		assertThat(this.log.take())
			.containsExactly("WARN Key 'key: secret/app': The secret 'app' version " + VERSION_1 + " of " + THE_VAULT
					+ " is in use and expired at 2026-11-23T03:02:00Z. Put a new version into the vault.");
	}

	@Test
	void pollWhenObjectHadExpiredBeforeTheStartLogsItsEndOnly() {
		expires(PollerFixture.START);
		this.fixture.start(Declarations.keys("key: app#/one", "other: app#/two"));
		assertThat(this.fixture.poller.troubles()).extracting(Trouble::subject, Trouble::since)
			.containsExactly(tuple("Key 'key: secret/app#/one'", PollerFixture.START),
					tuple("Key 'other: secret/app#/two'", PollerFixture.START));
		polls(2);
		assertThat(this.log.take()).isEmpty();
		holds(2, "{\"one\": \"s3cret-of-1\", \"two\": \"s3cret-of-2\"}");
		this.fixture.poll();
		assertThat(this.log.take()).filteredOn((line) -> !line.contains("Rotated"))
			.containsExactly("INFO Key 'key: secret/app#/one': the trouble is over.",
					"INFO Key 'other: secret/app#/two': the trouble is over.");
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
				+ " does not allow 'secrets/list' for the secrets. What needs no list is read object by object. Give the application's identity the role \"Key Vault Secrets User\" on the vault or, if the vault uses access policies, the permission 'secrets/list'. A new grant takes some minutes.");
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("app")));
		this.fixture.poll();
		assertThat(this.log.take()).containsExactly("INFO Lists of " + THE_VAULT + ": the trouble is over.");
	}

	@Test
	void pollWhenVaultFailsAtItsListTellsTheVaultOnly() {
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("app")));
		holds(1, "s3cret-of-one");
		this.fixture.start(Declarations.all(Declarations.rule()));
		this.fixture.source.secrets(TestObjects.VAULT, () -> {
			throw outage("It is down.");
		});
		assertThat(this.fixture.poll().troubles()).extracting(Trouble::subject)
			.containsExactly("Rotation from " + THE_VAULT);
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
	void troublesComeInTheOrderOfTheVaults() {
		holds(1, "s3cret-of-one");
		List<Vault> vaults = Stream.of("a", "b", "c", "d", "e", "f")
			.map((name) -> Vault.of(name, "https://" + name + ".example"))
			.toList();
		this.fixture.start(new Declaration(Declarations.NAME,
				vaults.stream().map((vault) -> Declarations.mapping(vault, vault.name() + ": app")).toList(),
				List.of()));
		assertThat(this.fixture.poll().troubles()).extracting(Trouble::subject)
			.containsExactly("Key 'a: secret/app'", "Key 'b: secret/app'", "Key 'c: secret/app'", "Key 'd: secret/app'",
					"Key 'e: secret/app'", "Key 'f: secret/app'");
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
