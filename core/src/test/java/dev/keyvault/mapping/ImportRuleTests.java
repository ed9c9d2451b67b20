package dev.keyvault.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.ObjectProperties;
import dev.keyvault.object.TestObjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ImportRule}.
 */
class ImportRuleTests {

	private static final Map<String, String> TAGS = Map.of("app", "payments", "stage", "test");

	private static final ObjectAttributes DISABLED = new ObjectAttributes(false, null, null, null, null);

	@ParameterizedTest
	@CsvSource(textBlock = """
			*,                 payments--password, true
			payments--*,       payments--password, true
			PAYMENTS--*,       payments--Password, true
			payments--*,       payments--,         true
			payments--*,       payments-password,  false
			*password,         payments--password, true
			*--*,              payments--password, true
			pay*word,          payments--password, true
			pay,               payments--password, false
			payments--passwor?, payments--password, true
			payments--?,       payments--password, false
			????,              abcd,               true
			????,              abc,                false
			a?*,               a,                  false
			a?*,               ab,                 true
			'',                a,                  false
			""")
	void matchesComparesNamesWithGlobs(String glob, String name, boolean expected) {
		assertThat(rule(List.of(glob), Map.of()).matches(TestObjects.listed(name))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "a.b", "a+", "[ab]*", "(a|b)", "^a", "a$", "\\Ea", "\\Qa\\E", "a\\E.*\\Q", "a{1}", "\\w", ".*" })
	void matchesWhenGlobHasRegexCharactersTakesThemLiterally(String glob) {
		ImportRule rule = rule(List.of(glob), Map.of());
		assertThat(List.of("a", "b", "ab", "aab", "a-b", "aE", "QaE"))
			.noneMatch((name) -> rule.matches(TestObjects.listed(name)));
	}

	@Test
	void matchesWhenAnyGlobFitsIsTrue() {
		ImportRule rule = rule(List.of("a*", "b*"), Map.of());
		assertThat(rule.matches(TestObjects.listed("beta"))).isTrue();
		assertThat(rule.matches(TestObjects.listed("gamma"))).isFalse();
	}

	@Test
	void matchesWhenThereAreNoGlobsTakesEveryName() {
		assertThat(rule(List.of(), Map.of()).matches(TestObjects.listed("anything"))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "app, payments, true", "stage, test, true", "app, Payments, false", "App, payments, false",
			"owner, payments, false" })
	void matchesComparesTags(String tag, String value, boolean expected) {
		ObjectProperties secret = new ObjectProperties(TestObjects.secretId("a"), ObjectAttributes.NONE, TAGS, false);
		assertThat(rule(List.of(), Map.of(tag, value)).matches(secret)).isEqualTo(expected);
	}

	@Test
	void matchesWhenOneOfTheTagsIsMissingIsFalse() {
		ObjectProperties secret = new ObjectProperties(TestObjects.secretId("a"), ObjectAttributes.NONE,
				Map.of("app", "payments"), false);
		assertThat(rule(List.of("a"), TAGS).matches(secret)).isFalse();
		assertThat(rule(List.of("b"), Map.of("app", "payments")).matches(secret)).isFalse();
	}

	@Test
	void matchesWhenSecretIsManagedOrDisabledIsFalse() {
		assertThat(rule(List.of(), Map.of())
			.matches(new ObjectProperties(TestObjects.secretId("web"), ObjectAttributes.NONE, Map.of(), true)))
			.isFalse();
		assertThat(rule(List.of(), Map.of())
			.matches(new ObjectProperties(TestObjects.secretId("a"), DISABLED, Map.of(), false))).isFalse();
	}

	@Test
	void mapNamesTheKeyAndToleratesThatTheSecretIsGone() {
		ImportRule rule = new ImportRule(TestObjects.VAULT, List.of(), Map.of(), "shop.", KeyNaming.DOUBLE_DASH);
		assertThat(rule.map(TestObjects.listed("app--key"))).isEqualTo(new KeyMapping(new NamedKey("shop.app.key"),
				TestObjects.VAULT, ObjectReference.parse("optional:app--key")));
	}

	@Test
	void createWhenPrefixStartsWithWhiteSpaceTellsTheRule() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ImportRule(TestObjects.VAULT, List.of(), Map.of(), " app.", KeyNaming.AS_IS))
			.withMessage("' app.' is not a prefix of keys: it starts with white space");
	}

	@ParameterizedTest
	@CsvSource({ "double-dash, '', spring--main--banner-mode", "double-dash, '', SPRING--Main--lazyInitialization",
			"double-dash, '', spring--ma-in--sources", "double-dash, '', logging--level--root",
			"double-dash, '', logging", "double-dash, '', management--server--port",
			"double-dash, '', spring--config--import", "double-dash, '', spring--profiles--active",
			"double-dash, '', spring--application--admin--enabled", "double-dash, '', keyvault--refresh--enabled",
			"double-dash, '', debug", "as-is, '', TRACE", "double-dash, '', spring--autoconfigure--exclude",
			"double-dash, '', spring--devtools--remote--secret", "double-dash, '', spring--jmx--enabled",
			"double-dash, '', spring--cloud--function--routing-expression", "double-dash, '', server--port",
			"double-dash, '', ----spring--main--sources", "dash, '', spring-main-sources",
			"as-is, spring.main., sources", "as-is, 'spring[main].', sources", "as-is, Spring.MA_IN., sources",
			"double-dash, spring., main--sources", "as-is, de, bug" })
	void matchesWhenKeyDecidesHowTheApplicationRunsIsFalse(String naming, String prefix, String name) {
		ImportRule rule = rule(List.of("*", name + "*"), prefix, naming);
		assertThat(rule.matches(TestObjects.listed(name))).isFalse();
		assertThat(rule.excludes(TestObjects.listed(name))).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "double-dash, '', spring--mainframe--password", "double-dash, '', loggings--password",
			"double-dash, '', logging-service--password", "double-dash, '', debug--token",
			"double-dash, '', app--logging--level", "double-dash, '', server--ssl--key-store-password",
			"double-dash, '', spring--application--name", "double-dash, '', spring--cloud--config--password",
			"as-is, '', SPRING-MAIN-SOURCES", "double-dash, app., spring--main--sources" })
	void matchesWhenKeyOnlyLooksLikeOneOfThemIsTrue(String naming, String prefix, String name) {
		ImportRule rule = rule(List.of(), prefix, naming);
		assertThat(rule.matches(TestObjects.listed(name))).isTrue();
		assertThat(rule.excludes(TestObjects.listed(name))).isFalse();
	}

	@Test
	void matchesWhenNameIsSpelledOutIsTrue() {
		ImportRule rule = rule(List.of("app--*", "Logging--Level--root"), "", "double-dash");
		assertThat(rule.matches(TestObjects.listed("logging--level--ROOT"))).isTrue();
		assertThat(rule.excludes(TestObjects.listed("logging--level--root"))).isFalse();
		assertThat(rule.matches(TestObjects.listed("logging--level--web"))).isFalse();
	}

	@Test
	void excludesOnlyWhatWouldMatch() {
		ImportRule rule = rule(List.of("app--*"), "", "double-dash");
		assertThat(rule.excludes(TestObjects.listed("logging--level--root"))).isFalse();
		assertThat(rule(List.of(), "", "double-dash")
			.excludes(new ObjectProperties(TestObjects.secretId("debug"), DISABLED, Map.of(), false))).isFalse();
	}

	private static ImportRule rule(List<String> names, String prefix, String naming) {
		KeyNaming found = KeyNaming.valueOf(naming.toUpperCase(Locale.ROOT).replace('-', '_'));
		return new ImportRule(TestObjects.VAULT, names, Map.of(), prefix, found);
	}

	private static ImportRule rule(List<String> names, Map<String, String> tags) {
		return new ImportRule(TestObjects.VAULT, names, tags, "", KeyNaming.DOUBLE_DASH);
	}

}
