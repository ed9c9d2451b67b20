package dev.keyvault.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.certificate.Pem;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestCertificates;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject.Secret;
import dev.keyvault.snapshot.Snapshot.Entry;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.MalformedObjectException;
import dev.keyvault.source.Message;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.Permission;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SnapshotLoader}: what it reads, and what it says.
 */
class SnapshotLoaderTests {

	private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

	private static final ObjectId SECRET = TestObjects.secretId("app");

	private static final ObjectAttributes EXPIRED = new ObjectAttributes(true, null, NOW.minusSeconds(1), null, null);

	private final FakeObjectSource source = new FakeObjectSource();

	@Test
	void loadPutsValuesUnderTheirKeysInTheOrderOfTheDeclaration() {
		this.source.with(TestObjects.secret("app", "one")).with(TestObjects.secret("db", "{\"user\": \"two\"}"));
		LoadResult result = load(Declarations.keys("z.db: db#/user", "a.app: app", "m.db: db"));
		assertThat(Declarations.values(result)).containsExactly(entry("z.db", "two"), entry("a.app", "one"),
				entry("m.db", "{\"user\": \"two\"}"));
		assertThat(result.problems()).isEmpty();
		assertThat(result.warnings()).isEmpty();
	}

	@Test
	void loadTellsTheVersionThatAValueIsFrom() {
		Secret secret = TestObjects.secret("app", "one");
		this.source.with(secret);
		Snapshot snapshot = load(Declarations.keys("app: app")).snapshot();
		assertThat(snapshot.layer(Declarations.NAME)).containsExactly(entry(new NamedKey("app"),
				new Entry(SensitiveValue.of("one"), secret, Declarations.mapping("app: app"))));
	}

	@Test
	void loadWhenNothingIsDeclaredGivesNothing() {
		assertThat(load())
			.isEqualTo(new LoadResult(Snapshot.EMPTY, List.of(), List.of(), List.of(), Map.of(), Map.of()));
		assertThat(load(Declarations.keys()).snapshot().layer(Declarations.NAME)).isEmpty();
	}

	@Test
	void loadWhenKeysShareAnObjectReadsItOnce() {
		this.source.with(TestObjects.secret("db", "{\"user\": \"a\", \"password\": \"b\"}"));
		LoadResult result = load(Declarations.keys("u: db#/user", "p: DB#/password", "all: optional:db", "m: db#*"));
		assertThat(Declarations.values(result)).containsOnlyKeys("u", "p", "all", "m.user", "m.password");
		assertThat(this.source.read()).containsExactly(TestObjects.secretId("db"));
	}

	@Test
	void loadWhenDeclarationsShareAnObjectReadsItOnce() {
		this.source.with(TestObjects.secret("app", "one"));
		Declaration first = new Declaration("first", List.of(Declarations.mapping("a: app")), List.of());
		Declaration second = new Declaration("second", List.of(Declarations.mapping("b: app")), List.of());
		Snapshot snapshot = load(first, second).snapshot();
		assertThat(snapshot.layer("first")).containsOnlyKeys(new NamedKey("a"));
		assertThat(snapshot.layer("second")).containsOnlyKeys(new NamedKey("b"));
		assertThat(this.source.read()).containsExactly(SECRET);
	}

	@Test
	void loadWhenVersionsDifferReadsEach() {
		ObjectId pinned = SECRET.at(TestObjects.version(1));
		this.source.with(TestObjects.secret(pinned, "old"))
			.with(TestObjects.secret(SECRET.at(TestObjects.version(2)), "new"))
			.versions(version(1, 0), version(2, 9));
		LoadResult result = load(Declarations.keys("new: app", "old: app@" + pinned.version(), "last: app@previous"));
		assertThat(Declarations.values(result)).containsExactly(entry("new", "new"), entry("old", "old"),
				entry("last", "old"));
	}

	@Test
	void loadOfAHistoryHasAKeyForEachVersion() {
		this.source.with(TestObjects.secret(SECRET.at(TestObjects.version(1)), "old"))
			.with(TestObjects.secret(SECRET.at(TestObjects.version(2)), "new"))
			.versions(version(1, 0), version(2, 9));
		LoadResult result = load(Declarations.keys("list: app@newest:5", "last: app@newest:5[1]"));
		assertThat(Declarations.values(result)).containsExactly(entry("list[0]", "new"), entry("list[1]", "old"),
				entry("last", "old"));
		assertThat(result.snapshot().layer(Declarations.NAME).get(new NamedKey("list[1]")).origin())
			.isEqualTo(SECRET.at(TestObjects.version(1)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			leaf: certificate/web#leaf | other: certificate/web#leaf | PUBLIC
			leaf: certificate/web#leaf | web: certificate/web        | FULL
			web: certificate/web       | leaf: certificate/web#leaf  | FULL
			chain: certificate/web#chain | web: certificate/web      | FULL
			""")
	void loadReadsAsMuchOfAnObjectAsItsKeysNeedTogether(String one, String other, Content content) {
		this.source.with(TestCertificates.certificate(TestCertificates.leaf(KeyAlgorithm.EC)));
		assertThat(load(Declarations.keys(one, other)).problems()).isEmpty();
		assertThat(this.source.requests())
			.containsExactly(new ObjectRequest(TestObjects.certificateId("web"), content));
	}

	@Test
	void loadCollectsAllProblems() {
		this.source.with(TestObjects.secret("text", "s3cret-hunter2")).with(TestObjects.secret("good", "one"));
		this.source.fail(TestObjects.secretId("off"), new ObjectDisabledException(TestObjects.secretId("off"), null));
		LoadResult result = load(
				Declarations.keys("a: off", "b: text#/user", "c: good", "d: optional:text#*", "e: certificate/none"));
		assertThat(Declarations.values(result)).containsExactly(entry("c", "one"));
		assertThat(result.problems()).extracting((problem) -> problem.subject().text())
			.containsExactly("a: secret/off", "b: secret/text#/user", "d: optional:secret/text#*",
					"e: certificate/none");
		assertThat(result.problems().toString()).doesNotContain("s3cret-hunter2");
	}

	@Test
	void loadTellsProblemInFull() {
		assertThat(load(Declarations.keys("app.key: app")).problems()).containsExactly(new Problem(
				new Subject.Key(Declarations.NAME, "app.key: secret/app"),
				"Secret 'app' does not exist in vault 'payments' (https://payments-kv.vault.azure.net).", Message
					.of("Create it, recover it if it was deleted, correct the name, or write 'optional:' before the reference.")));
	}

	@ParameterizedTest
	@MethodSource("absences")
	void loadWhenOptionalObjectIsAbsentLeavesItOut(KeyVaultException failure) {
		this.source.fail(SECRET, failure);
		LoadResult result = load(Declarations.keys("a: optional:app", "b: optional:app#*"));
		assertThat(result.problems()).isEmpty();
		assertThat(Declarations.values(result)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("failures")
	void loadWhenOptionalObjectFailsOtherwiseTellsSo(KeyVaultException failure, boolean outage) {
		this.source.fail(SECRET, failure);
		assertThat(load(Declarations.keys("a: optional:app")).problems())
			.containsExactly(Problem.of(new Subject.Key(Declarations.NAME, "a: optional:secret/app"), failure))
			.allMatch((problem) -> (problem.reach() == Reach.OUTAGE) == outage);
	}

	@ParameterizedTest
	@MethodSource("failuresOfVault")
	void loadWhenWholeVaultFailsStopsReadingItButNotAnother(KeyVaultException failure) {
		Stream.of("a", "b", "c").map(TestObjects::secretId).forEach((id) -> this.source.fail(id, failure));
		ObjectId other = new ObjectId(TestObjects.OTHER_VAULT, SECRET.kind(), SECRET.name(), null);
		this.source.with(TestObjects.secret(other, "one"));
		LoadResult result = load(new LoadSettings(LoadSettings.DEFAULTS.timeout(), 1),
				declarationOf("a: a", "b: b", "c: c"));
		assertThat(this.source.read()).containsExactlyInAnyOrder(TestObjects.secretId("a"), other);
		assertThat(Declarations.values(result)).containsExactly(entry("other", "one"));
		assertThat(result.problems()).extracting((problem) -> problem.subject().text())
			.containsExactly("a: secret/a", "b: secret/b", "c: secret/c");
		assertThat(result.problems()).extracting(Problem::reason).containsOnly(failure.reason());
	}

	@Test
	void loadWhenOneObjectFailsReadsTheOthers() {
		this.source.fail(TestObjects.secretId("a"), denied()).with(TestObjects.secret("b", "one"));
		LoadResult result = load(new LoadSettings(LoadSettings.DEFAULTS.timeout(), 1),
				Declarations.keys("a: a", "b: b"));
		assertThat(Declarations.values(result)).containsExactly(entry("b", "one"));
	}

	@Test
	void loadWhenSourceBreaksItsPromiseSaysSo() {
		this.source.answer(SECRET, () -> {
			throw new UnsupportedOperationException();
		}).with(TestObjects.secret("other", "one"));
		LoadResult result = load(Declarations.keys("a: app", "b: other"));
		assertThat(Declarations.values(result)).containsExactly(entry("b", "one"));
		assertThat(result.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.reason()).startsWith(
					"Reading the secret 'app' of vault 'payments' (https://payments-kv.vault.azure.net) failed unexpectedly with java.lang.UnsupportedOperationException at dev.keyvault.snapshot.SnapshotLoaderTests."));
	}

	@Test
	void loadWhenMemberAndKeyAreTheSameTellsBothReferences() {
		this.source.with(TestObjects.secret("db", "{\"user\": \"s3cret-hunter2\"}"));
		LoadResult result = load(Declarations.keys("app.user: db#/user", "app: db#*"));
		assertThat(Declarations.values(result)).isEmpty();
		assertThat(result.problems()).containsExactly(new Problem(new Subject.Key(Declarations.NAME, "app.user"),
				"The key 'app.user' comes twice from the secret 'db' of vault 'payments' "
						+ "(https://payments-kv.vault.azure.net): by 'app.user: secret/db#/user' and by 'app: secret/db#*'.",
				Message.of("Rename one of them, or narrow the names that are imported.")));
	}

	@Test
	void loadWhenVaultsGiveTheSameKeyTellsBothObjects() {
		ObjectId other = new ObjectId(TestObjects.OTHER_VAULT, SECRET.kind(), SECRET.name(), null);
		this.source.with(TestObjects.secret("app", "s3cret-hunter2")).with(TestObjects.secret(other, "s3cret-hunter2"));
		LoadResult result = load(declarationOf("other: app"));
		assertThat(Declarations.values(result)).isEmpty();
		assertThat(result.problems()).extracting(Problem::reason)
			.containsExactly("Two objects become the key 'other': secret 'app' of vault 'payments' "
					+ "(https://payments-kv.vault.azure.net) and secret 'app' of vault 'audit' "
					+ "(https://audit-kv.vault.azure.net).");
	}

	@Test
	void loadWhenObjectIsExpiredWarns() {
		Secret secret = new Secret(SECRET.at(TestObjects.version(1)), EXPIRED, SensitiveValue.of("s3cret-hunter2"));
		this.source.with(secret);
		LoadResult result = load(Declarations.keys("app.key: app"));
		assertThat(Declarations.values(result)).containsExactly(entry("app.key", "s3cret-hunter2"));
		assertThat(new ObjectInspection(NOW).inspect(result.snapshot())).hasToString(
				"[Key 'app.key: secret/app': The secret 'app' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net) is in use and expired at 2026-11-23T02:59:59Z. Put a new version into the vault.]");
	}

	@Test
	void loadWhenPrivateKeyIsAnothersWarns() {
		IssuedCertificate rsa = TestCertificates.leaf(KeyAlgorithm.RSA);
		IssuedCertificate ec = TestCertificates.leaf(KeyAlgorithm.EC);
		SensitiveValue key = SensitiveValue.of(Pem.encode("PRIVATE KEY", ec.privateKey().getEncoded()));
		this.source.with(TestCertificates.certificate(rsa.chain(), key));
		LoadResult result = load(Declarations.keys("app.tls: certificate/web"));
		assertThat(new ObjectInspection(NOW).inspect(result.snapshot())).hasToString(
				"[Key 'app.tls: certificate/web': The certificate 'web' version 00000001 of vault 'payments' (https://payments-kv.vault.azure.net) is in use and has a private key that does not belong to it. Import it again with its own private key.]");
	}

	private LoadResult load(Declaration... declarations) {
		return load(LoadSettings.DEFAULTS, declarations);
	}

	private LoadResult load(LoadSettings settings, Declaration... declarations) {
		return new SnapshotLoader(this.source, settings, Clock.fixed(NOW, ZoneOffset.UTC)).load(List.of(declarations));
	}

	/**
	 * Make a declaration of keys and of the key {@code other} in another vault.
	 * @param mappings the keys
	 * @return the declaration
	 */
	private static Declaration declarationOf(String... mappings) {
		return new Declaration(Declarations.NAME,
				Stream
					.concat(Stream.of(mappings).map(Declarations::mapping),
							Stream.of(Declarations.mapping(TestObjects.OTHER_VAULT, "other: app")))
					.toList(),
				List.of());
	}

	private static ObjectProperties version(int number, long second) {
		return new ObjectProperties(SECRET.at(TestObjects.version(number)),
				new ObjectAttributes(true, null, null, NOW.plusSeconds(second), null), Map.of(), false);
	}

	private static KeyVaultException denied() {
		return AccessDeniedException.of(TestObjects.VAULT, "secret 'app'", Permission.GET_SECRET, null);
	}

	static Stream<KeyVaultException> absences() {
		return Stream.of(ObjectNotFoundException.of(SECRET, null), ObjectNotFoundException.previousOf(SECRET),
				new ObjectDisabledException(SECRET, null));
	}

	static Stream<KeyVaultException> failuresOfVault() {
		return failures().map((arguments) -> (KeyVaultException) arguments[0])
			.filter((failure) -> failure.reach() != Reach.OBJECT);
	}

	static Stream<Object[]> failures() {
		return Stream.of(new Object[] { denied(), false },
				new Object[] { AccessDeniedException.byFirewall(TestObjects.VAULT, null), false },
				new Object[] { new AuthenticationFailedException(TestObjects.VAULT, "No.", "Do.", null), false },
				new Object[] { new MalformedObjectException(SECRET, "No.", "Do."), false },
				new Object[] { new VaultThrottledException(TestObjects.VAULT, null, null), true },
				new Object[] { new VaultUnreachableException(TestObjects.VAULT, "No.", "Do.", null), true });
	}

}
