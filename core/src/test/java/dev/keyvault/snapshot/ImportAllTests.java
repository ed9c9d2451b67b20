package dev.keyvault.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AccessDeniedException;
import dev.keyvault.source.FakeObjectSource;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.Message;
import dev.keyvault.source.ObjectDisabledException;
import dev.keyvault.source.ObjectNotFoundException;
import dev.keyvault.source.Permission;
import dev.keyvault.source.Problem;
import dev.keyvault.source.Subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link SnapshotLoader} with rules that find secrets.
 */
class ImportAllTests {

	private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

	private final FakeObjectSource source = new FakeObjectSource();

	@Test
	void loadGivesEverySecretThatMatches() {
		holds("app--user", "app--password", "other");
		LoadResult result = load(Declarations.all(Declarations.rule("app--*")));
		assertThat(Declarations.values(result)).containsExactly(entry("app.user", "value of app--user"),
				entry("app.password", "value of app--password"));
		assertThat(this.source.read()).doesNotContain(TestObjects.secretId("other"));
	}

	@Test
	void loadWhenSecretIsManagedOrDisabledLeavesItOut() {
		ObjectAttributes disabled = new ObjectAttributes(false, null, null, null, null);
		this.source.secrets(TestObjects.VAULT,
				() -> List.of(new ObjectProperties(TestObjects.secretId("web"), ObjectAttributes.NONE, Map.of(), true),
						new ObjectProperties(TestObjects.secretId("off"), disabled, Map.of(), false)));
		assertThat(load(Declarations.all(Declarations.rule())).problems()).isEmpty();
		assertThat(this.source.read()).isEmpty();
	}

	@Test
	void loadWhenRulesShareAVaultListsItOnce() {
		holds("a", "b", "c");
		LoadResult result = load(Declarations.all(Declarations.rule("a", "b"), Declarations.rule("b", "c")));
		assertThat(Declarations.values(result)).containsOnlyKeys("a", "b", "c");
		assertThat(result.problems()).isEmpty();
		assertThat(this.source.listed()).containsExactly(TestObjects.VAULT);
		assertThat(this.source.read()).doesNotHaveDuplicates();
	}

	@Test
	void loadWhenKeyIsWrittenDownTooTakesThat() {
		holds("app--user", "app--password", "explicit");
		LoadResult result = load(with(Declarations.keys("app.user: explicit"), Declarations.rule("app--*")));
		assertThat(Declarations.values(result)).containsExactly(entry("app.user", "value of explicit"),
				entry("app.password", "value of app--password"));
		assertThat(result.problems()).isEmpty();
	}

	@Test
	void loadWhenMemberIsWrittenDownTooTakesThat() {
		holds("app--user");
		this.source.with(TestObjects.secret("login", "{\"user\": \"member\"}"));
		LoadResult result = load(with(Declarations.keys("app: login#*"), Declarations.rule("app--*")));
		assertThat(Declarations.values(result)).containsExactly(entry("app.user", "member"));
		assertThat(result.problems()).isEmpty();
	}

	@Test
	void loadWhenWrittenKeyIsAbsentDoesNotFallBack() {
		holds("app--user");
		LoadResult result = load(with(Declarations.keys("app.user: optional:none"), Declarations.rule("app--*")));
		assertThat(Declarations.values(result)).isEmpty();
		assertThat(result.problems()).isEmpty();
	}

	@Test
	void loadWhenWrittenKeyWinsTheOtherSecretMayFail() {
		holds("app--user", "explicit");
		this.source.fail(TestObjects.secretId("app--user"), denied());
		LoadResult result = load(with(Declarations.keys("app.user: explicit"), Declarations.rule("app--*")));
		assertThat(result.problems()).isEmpty();
	}

	@Test
	void loadWhenSecretIsWrittenDownAndFoundReadsItOnce() {
		holds("app--user");
		LoadResult result = load(with(Declarations.keys("user: app--user"), Declarations.rule()));
		assertThat(Declarations.values(result)).containsOnlyKeys("user", "app.user");
		assertThat(this.source.read()).containsExactly(TestObjects.secretId("app--user"));
	}

	@Test
	void loadWhenNamesBecomeTheSameKeyTellsBothObjects() {
		holds("app-key", "app--key", "good");
		LoadResult result = load(Declarations.all(Declarations.rule(TestObjects.VAULT, KeyNaming.DASH)));
		assertThat(Declarations.values(result)).containsOnlyKeys("good");
		assertThat(result.problems()).containsExactly(new Problem(new Subject.Key(Declarations.NAME, "app.key"),
				"Two objects become the key 'app.key': "
						+ "secret 'app-key' of vault 'payments' (https://payments-kv.vault.azure.net) and "
						+ "secret 'app--key' of vault 'payments' (https://payments-kv.vault.azure.net).",
				Message.of("Rename one of them, or narrow the names that are imported.")));
	}

	@Test
	void loadWhenThreeNamesBecomeTheSameKeyGivesNone() {
		holds("app-key", "app--key", "app---key");
		LoadResult result = load(Declarations.all(Declarations.rule(TestObjects.VAULT, KeyNaming.DASH)));
		assertThat(Declarations.values(result)).isEmpty();
		assertThat(result.problems()).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("absences")
	void loadWhenSecretIsGoneByTheTimeItIsReadLeavesItOut(KeyVaultException absence) {
		holds("a", "b");
		this.source.fail(TestObjects.secretId("a"), absence);
		LoadResult result = load(Declarations.all(Declarations.rule()));
		assertThat(Declarations.values(result)).containsOnlyKeys("b");
		assertThat(result.problems()).isEmpty();
	}

	@Test
	void loadWhenFoundSecretMayNotBeReadTellsSo() {
		holds("app--user");
		this.source.fail(TestObjects.secretId("app--user"), denied());
		assertThat(load(Declarations.all(Declarations.rule())).problems()).containsExactly(
				Problem.of(new Subject.Key(Declarations.NAME, "app.user: optional:secret/app--user"), denied()));
	}

	@Test
	void loadWhenVaultMayNotBeListedTellsSoAndReadsTheRest() {
		holds("explicit");
		KeyVaultException failure = AccessDeniedException.of(TestObjects.VAULT, "its secrets", Permission.LIST_SECRETS,
				null);
		this.source.secrets(TestObjects.VAULT, () -> {
			throw failure;
		});
		LoadResult result = load(with(Declarations.keys("app.user: explicit"), Declarations.rule()));
		assertThat(Declarations.values(result)).containsOnlyKeys("app.user");
		assertThat(result.problems())
			.containsExactly(Problem.of(new Subject.Import(Declarations.NAME, TestObjects.VAULT), failure));
	}

	@Test
	void loadWhenKeysWouldChangeTheApplicationLeavesThemOutAndTellsSo() {
		holds("app--user", "logging--level--root", "debug");
		LoadResult result = load(Declarations.all(Declarations.rule()));
		assertThat(Declarations.values(result)).containsOnlyKeys("app.user");
		assertThat(this.source.read()).containsExactly(TestObjects.secretId("app--user"));
		assertThat(result.excluded()).extracting(ExcludedKeys::problem)
			.extracting((problem) -> problem.spelled((setting) -> "keyvault." + setting))
			.hasToString(
					"[Import of all secrets of vault 'payments' (https://payments-kv.vault.azure.net): The keys 'logging.level.root', 'debug' would change how the application runs or which of its parts others can reach. They are not imported. If you want them, name their secrets without '*' and '?' under 'keyvault.vaults.payments.import-all.names', or declare the keys.]");
	}

	@Test
	void loadWhenSuchASecretIsSpelledOutTakesIt() {
		holds("app--user", "logging--level--root");
		LoadResult result = load(Declarations.all(Declarations.rule("*", "logging--level--root")));
		assertThat(Declarations.values(result)).containsOnlyKeys("app.user", "logging.level.root");
		assertThat(result.excluded()).isEmpty();
	}

	@Test
	void loadWhenMembersOfTwoSecretsMeetTellsNotTheirName() {
		this.source.with(TestObjects.secret("two", "{\"s3cret-hunter2\": {\"x\": 1}}"));
		this.source.with(TestObjects.secret("three", "{\"x\": 1}"));
		LoadResult result = load(Declarations.keys("app: two#*", "app.s3cret-hunter2: three#*"));
		assertThat(result.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.subject().text()).isEqualTo("app.*");
			assertThat(problem.reason()).startsWith("Two objects become the key 'app.*': secret 'two'");
		});
	}

	@Test
	void loadFindsInEachVault() {
		holds("a");
		holdsIn(TestObjects.OTHER_VAULT, "b");
		LoadResult result = load(
				Declarations.all(Declarations.rule(), Declarations.rule(TestObjects.OTHER_VAULT, KeyNaming.AS_IS)));
		assertThat(Declarations.values(result)).containsExactly(entry("a", "value of a"), entry("b", "value of b"));
	}

	private void holds(String... names) {
		holdsIn(TestObjects.VAULT, names);
	}

	private void holdsIn(Vault vault, String... names) {
		List<ObjectId> ids = Stream.of(names)
			.map(TestObjects::secretId)
			.map((id) -> new ObjectId(vault, id.kind(), id.name(), null))
			.toList();
		ids.forEach(
				(id) -> this.source.with(TestObjects.secret(id.at(TestObjects.version(1)), "value of " + id.name())));
		this.source.secrets(vault, () -> ids.stream().map(TestObjects::listed).toList());
	}

	private LoadResult load(Declaration declaration) {
		return new SnapshotLoader(this.source, LoadSettings.DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC))
			.load(List.of(declaration));
	}

	private static Declaration with(Declaration declaration, ImportRule... rules) {
		return new Declaration(declaration.name(), declaration.mappings(), List.of(rules));
	}

	private static KeyVaultException denied() {
		return AccessDeniedException.of(TestObjects.VAULT, "secret 'app--user'", Permission.GET_SECRET, null);
	}

	static Stream<KeyVaultException> absences() {
		ObjectId id = TestObjects.secretId("a");
		return Stream.of(ObjectNotFoundException.of(id, null), new ObjectDisabledException(id, null));
	}

}
