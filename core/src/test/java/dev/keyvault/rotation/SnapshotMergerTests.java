package dev.keyvault.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.CertificateChain;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject.Certificate;
import dev.keyvault.snapshot.Declarations;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SnapshotMerger}: which values a poll replaces, and which it keeps.
 */
class SnapshotMergerTests {

	private static final ObjectId APP = TestObjects.secretId("app");

	private static final VaultUnreachableException OUTAGE = new VaultUnreachableException(TestObjects.VAULT,
			"It is down.", "Wait.", null);

	private final PollerFixture fixture = new PollerFixture();

	@Test
	void pollWhenVersionIsNewTakesItsValue() {
		holds("app", 1, "s3cret-of-one");
		this.fixture.start(Declarations.keys("key: app"));
		holds("app", 2, "s3cret-of-two");
		assertThat(this.fixture.poll().changes())
			.hasToString("[key (secret 'app' of vault 'payments': 00000001 to 00000002)]");
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-two"));
	}

	@Test
	void pollWhenNothingIsNewKeepsTheVerySnapshot() {
		holds("app", 1, "s3cret-of-one");
		Snapshot first = this.fixture.start(Declarations.keys("key: app")).current.get();
		assertThat(this.fixture.poll()).isEqualTo(new PollResult(List.of(), List.of(), List.of()));
		assertThat(this.fixture.current.get()).isSameAs(first);
	}

	@Test
	void pollWhenVersionIsNewAndValueIsNotTellsTheVersionOnly() {
		holds("app", 1, "s3cret-of-one");
		this.fixture.start(Declarations.keys("key: app"));
		holds("app", 2, "s3cret-of-one");
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(origins()).containsExactly(APP.at(TestObjects.version(2)));
	}

	@Test
	void pollWhenAttributesAreNewTellsThemOnly() {
		holds("app", 1, "s3cret-of-one");
		this.fixture.start(Declarations.keys("key: app"));
		ObjectAttributes limited = new ObjectAttributes(true, null, Instant.parse("2027-01-01T00:00:00Z"), null, null);
		this.fixture.source.with(TestObjects.secret(APP.at(TestObjects.version(1)), limited, "s3cret-of-one"));
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(layer().values()).extracting((value) -> value.object().attributes()).containsExactly(limited);
	}

	@Test
	void pollWhenStoreIsSaltedKeepsItAsLongAsTheVersion() {
		Certificate certificate = TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC));
		this.fixture.source.with(certificate);
		Snapshot first = this.fixture.start(Declarations.keys("web: certificate/web#pkcs12")).current.get();
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(this.fixture.current.get().layer(Declarations.NAME).get(new NamedKey("web")).value())
			.isSameAs(first.layer(Declarations.NAME).get(new NamedKey("web")).value());
		this.fixture.source.with(new Certificate(certificate.id().at(TestObjects.version(2)), certificate.attributes(),
				CertificateChain.of(certificate.chain().certificates()), certificate.privateKey()));
		assertThat(this.fixture.poll().changes()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("failures")
	void pollWhenObjectCannotBeReadKeepsItsValue(KeyVaultException failure) {
		holds("app", 1, "s3cret-of-one");
		Snapshot first = this.fixture.start(Declarations.keys("key: app", "maybe: optional:app")).current.get();
		this.fixture.source.fail(APP, failure);
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(this.fixture.current.get()).isSameAs(first);
	}

	static Stream<KeyVaultException> failures() {
		return Stream.of(ObjectNotFoundException.of(APP, null), new ObjectDisabledException(APP, null), OUTAGE,
				AccessDeniedException.of(TestObjects.VAULT, "secret 'app'", Permission.GET_SECRET, null),
				AccessDeniedException.byFirewall(TestObjects.VAULT, null));
	}

	@Test
	void pollWhenOneObjectFailsTakesOthers() {
		holds("app", 1, "s3cret-of-one");
		holds("other", 1, "s3cret-of-other-one");
		this.fixture.start(Declarations.keys("key: app", "other: other"));
		this.fixture.source.fail(APP, ObjectNotFoundException.of(APP, null));
		holds("other", 2, "s3cret-of-other-two");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-one"),
				entry("other", "s3cret-of-other-two"));
	}

	@ParameterizedTest
	@MethodSource("broken")
	void pollWhenNewVersionIsNotWhatItWasKeepsAllOfTheOldOne(String value) {
		holds("db", 1, "{\"user\": \"s3cret-n4me-of-one\", \"password\": \"s3cret-pa55-of-one\"}");
		Snapshot first = this.fixture
			.start(Declarations.keys("user: db#/user", "password: db#/password", "whole: db", "all: db#*")).current
			.get();
		holds("db", 2, value);
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(this.fixture.current.get()).isSameAs(first);
	}

	static Stream<String> broken() {
		return Stream.of("{\"user\": \"s3cret-n4me-of-two\"}", "{", "[]", "");
	}

	@Test
	void pollWhenMemberOfAllIsGoneRemovesItsKey() {
		holds("db", 1, "{\"user\": \"s3cret-n4me-of-one\", \"password\": \"s3cret-pa55-of-one\"}");
		this.fixture.start(Declarations.keys("db: db#*"));
		holds("db", 2, "{\"user\": \"s3cret-n4me-of-two\", \"port\": 1}");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsOnly(entry("db.user", "s3cret-n4me-of-two"), entry("db.port", "1"));
	}

	@Test
	void pollWhenOptionalObjectAppearsGivesItsKeyAndKeepsItWhenItDisappears() {
		this.fixture.start(Declarations.keys("key: optional:app"));
		assertThat(this.fixture.values()).isEmpty();
		holds("app", 1, "s3cret-of-one");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-one"));
		this.fixture.source.fail(APP, ObjectNotFoundException.of(APP, null));
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-one"));
	}

	@Test
	void pollWhenNewOptionalObjectIsNotWhatAllItsKeysNeedGivesNone() {
		this.fixture.start(Declarations.keys("user: optional:db#/user", "password: optional:db#/password"));
		holds("db", 1, "{\"user\": \"s3cret-n4me-of-one\"}");
		this.fixture.poll();
		assertThat(this.fixture.values()).isEmpty();
	}

	@Test
	void pollWhenKeyBecomesContestedKeepsWhatWasThere() {
		holds("db", 1, "{\"user\": \"s3cret-n4me-of-one\"}");
		holds("app", 1, "s3cret-of-one");
		this.fixture.start(Declarations.keys("db: db#*", "db.key: app"));
		holds("db", 2, "{\"user\": \"s3cret-n4me-of-two\", \"key\": \"s3cret-of-db\"}");
		holds("app", 2, "s3cret-of-two");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsOnly(entry("db.user", "s3cret-n4me-of-one"),
				entry("db.key", "s3cret-of-one"));
	}

	@Test
	void pollPicksUpAndDropsWhatImportAllFinds() {
		Map<String, Integer> secrets = lists(TestObjects.VAULT, "a", "b");
		this.fixture.start(Declarations.all(Declarations.rule()));
		secrets.remove("a");
		secrets.put("c", 1);
		secrets.put("b", 2);
		holds("b", 2, "s3cret-of-b-2");
		holds("c", 1, "s3cret-of-c-1");
		assertThat(this.fixture.poll().changes()).extracting((change) -> change.key().value())
			.containsExactly("a", "b", "c");
		assertThat(this.fixture.values()).containsOnly(entry("b", "s3cret-of-b-2"), entry("c", "s3cret-of-c-1"));
	}

	@Test
	void pollKeepsWhatImportAllFoundAndIsDisabledNow() {
		lists(TestObjects.VAULT, "a", "b");
		this.fixture.start(Declarations.all(Declarations.rule()));
		ObjectAttributes disabled = new ObjectAttributes(false, null, null, null, null);
		this.fixture.source.secrets(TestObjects.VAULT, () -> List.of(TestObjects.listed("b"),
				new ObjectProperties(TestObjects.secretId("a"), disabled, Map.of(), false)));
		assertThat(this.fixture.poll().problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.explanation())
				.startsWith("The secret 'a' of vault 'payments' (https://payments-kv.vault.azure.net) is disabled. "
						+ "The key keeps the value of version "));
		assertThat(this.fixture.values()).containsOnlyKeys("a", "b");
		assertThat(this.fixture.source.read()).filteredOn((id) -> id.name().value().equals("a")).hasSize(1);
	}

	@Test
	void pollWhenListFailsKeepsWhatImportAllFoundAndTakesTheRest() {
		lists(TestObjects.VAULT, "a");
		holds("app", 1, "s3cret-of-one");
		Declaration declaration = new Declaration(Declarations.NAME, Declarations.keys("key: app").mappings(),
				List.of(Declarations.rule("a")));
		this.fixture.start(declaration);
		this.fixture.source.secrets(TestObjects.VAULT, () -> {
			throw AccessDeniedException.of(TestObjects.VAULT, "secrets", Permission.LIST_SECRETS, null);
		});
		holds("app", 2, "s3cret-of-two");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsOnly(entry("a", "s3cret-of-a-1"), entry("key", "s3cret-of-two"));
	}

	@Test
	void pollWhenListFailsDropsWhatIsWrittenAllTheSame() {
		holds("db", 1, "{\"user\": \"s3cret-n4me-of-one\", \"password\": \"s3cret-pa55-of-one\"}");
		lists(TestObjects.VAULT);
		this.fixture.start(new Declaration(Declarations.NAME, Declarations.keys("db: db#*").mappings(),
				List.of(Declarations.rule())));
		this.fixture.source.secrets(TestObjects.VAULT, () -> {
			throw AccessDeniedException.of(TestObjects.VAULT, "secrets", Permission.LIST_SECRETS, null);
		});
		holds("db", 2, "{\"user\": \"s3cret-n4me-of-two\"}");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsOnly(entry("db.user", "s3cret-n4me-of-two"));
	}

	@Test
	void pollWhenTwoSecretsBecomeOneKeyKeepsTheFirst() {
		Map<String, Integer> secrets = lists(TestObjects.VAULT, "a--b");
		this.fixture.start(Declarations.all(Declarations.rule(TestObjects.VAULT, KeyNaming.DOUBLE_DASH, "a--b"),
				Declarations.rule(TestObjects.VAULT, KeyNaming.DASH, "a-b")));
		secrets.put("a-b", 1);
		holds("a-b", 1, "s3cret-of-the-other");
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("a.b", "s3cret-of-a--b-1"));
	}

	@Test
	void pollKeepsVaultsThatAreNotPolled() {
		ObjectId other = new ObjectId(TestObjects.OTHER_VAULT, APP.kind(), APP.name(), null);
		holds("app", 1, "s3cret-of-one");
		this.fixture.source.with(TestObjects.secret(other.at(TestObjects.version(1)), "s3cret-of-other-one"));
		this.fixture.start(new Declaration(Declarations.NAME,
				List.of(Declarations.mapping("key: app"), Declarations.mapping(TestObjects.OTHER_VAULT, "other: app")),
				List.of()));
		this.fixture.source.fail(other,
				new VaultUnreachableException(TestObjects.OTHER_VAULT, "It is down.", "Wait.", null));
		this.fixture.poll();
		this.fixture.source.with(TestObjects.secret(other.at(TestObjects.version(2)), "s3cret-of-other-two"));
		holds("app", 2, "s3cret-of-two");
		assertThat(this.fixture.poller.next()).isBefore(PollerFixture.START.plusSeconds(240));
		this.fixture.poll();
		assertThat(this.fixture.values()).containsExactly(entry("key", "s3cret-of-one"),
				entry("other", "s3cret-of-other-two"));
	}

	@Test
	void pollServesEachDeclaration() {
		holds("app", 1, "s3cret-of-one");
		Declaration second = new Declaration("second", List.of(Declarations.mapping("b: app#base64")), List.of());
		Declaration first = Declarations.keys("a: app");
		holds("app", 1, "czNjcmV0LW9mLW9uZQ==");
		this.fixture.start(first, second);
		holds("app", 2, "czNjcmV0LW9mLXR3bw==");
		assertThat(this.fixture.poll().changes()).extracting(Change::declaration)
			.containsExactly(Declarations.NAME, "second");
		holds("app", 3, "no Base64!");
		assertThat(this.fixture.poll().changes()).isEmpty();
		assertThat(this.fixture.values()).containsExactly(entry("a", "czNjcmV0LW9mLXR3bw=="));
	}

	@Test
	void nextLeavesOutLayersOfOtherDeclarations() {
		holds("app", 1, "s3cret-of-one");
		this.fixture.start(Declarations.keys("key: app"));
		Snapshot next = new SnapshotMerger(List.of(), this.fixture.current.get(),
				new LoadResult(Snapshot.EMPTY, List.of(), List.of(), List.of(), Map.of(), Map.of()), Set.of())
			.next();
		assertThat(next).isEqualTo(Snapshot.EMPTY);
	}

	private void holds(String name, int version, String value) {
		this.fixture.source.with(TestObjects.secret(name, version, value));
	}

	private Map<String, Integer> lists(Vault vault, String... names) {
		Map<String, Integer> secrets = new TreeMap<>();
		for (String name : names) {
			secrets.put(name, 1);
			holds(name, 1, "s3cret-of-" + name + "-1");
		}
		this.fixture.source.secrets(vault,
				() -> new ArrayList<>(secrets.keySet()).stream().map(TestObjects::listed).toList());
		return secrets;
	}

	private Map<NamedKey, Snapshot.Entry> layer() {
		return this.fixture.current.get().layer(Declarations.NAME);
	}

	private List<ObjectId> origins() {
		return layer().values().stream().map(Snapshot.Entry::origin).toList();
	}

}
