package dev.keyvault.mapping;

import java.util.List;
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

	private static ImportRule rule(List<String> names, Map<String, String> tags) {
		return new ImportRule(TestObjects.VAULT, names, tags, "", KeyNaming.DOUBLE_DASH);
	}

}
