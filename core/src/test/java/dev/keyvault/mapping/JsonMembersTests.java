package dev.keyvault.mapping;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.source.MalformedObjectException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link JsonMembers}.
 */
class JsonMembersTests {

	@Test
	void extractFlattensNestedMembersInTheirOrder() {
		assertThat(Extraction.members("""
				{"username": "app", "hikari": {"maximum-pool-size": 5, "props": {"ssl": true}}, "url": "jdbc:x"}"""))
			.containsExactly(entry("username", "app"), entry("hikari.maximum-pool-size", "5"),
					entry("hikari.props.ssl", "true"), entry("url", "jdbc:x"));
	}

	@Test
	void extractGivesElementsTheirIndex() {
		assertThat(Extraction.members("""
				{"hosts": ["a", {"name": "b"}, ["c", "d"]]}""")).containsExactly(entry("hosts[0]", "a"),
				entry("hosts[1].name", "b"), entry("hosts[2][0]", "c"), entry("hosts[2][1]", "d"));
	}

	@Test
	void extractKeepsNumbers() {
		assertThat(Extraction.members("""
				{"a": 1.10, "b": 12345678901234567890, "c": [0.0]}""")).containsExactly(entry("a", "1.10"),
				entry("b", "12345678901234567890"), entry("c[0]", "0.0"));
	}

	@Test
	void extractGivesEmptyContainersAsEmptyText() {
		assertThat(Extraction.members("""
				{"a": {}, "b": [], "c": {"d": {}, "e": [[]]}, "f": ""}""")).containsExactly(entry("a", ""),
				entry("b", ""), entry("c.d", ""), entry("c.e[0]", ""), entry("f", ""));
	}

	@Test
	void extractLeavesNullsOut() {
		assertThat(Extraction.members("""
				{"a": null, "b": {"c": null}, "d": ["x", null, "y"]}""")).containsExactly(entry("d[0]", "x"),
				entry("d[2]", "y"));
	}

	@Test
	void extractWhenObjectIsEmptyGivesNothing() {
		assertThat(Extraction.members("{}")).isEqualTo(Map.of());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a": {"b": "s3cret-hunter2"}, "a.b": 1}       | 1.1 and 2
			{"a.b": 1, "a": {"c": 1, "b": "s3cret-hunter2"}} | 1 and 2.2
			{"a": ["s3cret-hunter2"], "a[0]": 1}           | 1.1 and 2
			""")
	void extractWhenMembersCollideTellsTheirNumbers(String json, String numbers) {
		assertMalformed(json, "two members that become one key, numbers " + numbers);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"": "s3cret-hunter2"}                 | 1
			{"b": 1, " ": "s3cret-hunter2"}        | 2
			{"a ": "s3cret-hunter2"}               | 1
			{" a": "s3cret-hunter2"}               | 1
			{"a": {"x": 1, "b\\t": "s3cret-hunter2"}} | 1.2
			{"a": [1, {"b ": "s3cret-hunter2"}]}   | 1.2.1
			""")
	void extractWhenNameHasWhiteSpaceAroundTellsTheNumber(String json, String number) {
		assertMalformed(json, "a member whose name is empty or has white space around it, number " + number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[{\"a\": \"s3cret-hunter2\"}]", "\"s3cret-hunter2\"", "42", "null", "true" })
	void extractWhenSecretHoldsNoObjectTellsSo(String json) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> Extraction.members(json))
			.withMessage("The %s does not hold a JSON object. Correct the value, or take '#*' off the reference.",
					Extraction.SECRET)
			.withNoCause();
	}

	@Test
	void extractWhenSecretIsNotJsonTellsThePlaceOnly() {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> Extraction.members("s3cret-hunter2"))
			.withMessageStartingWith("The %s does not hold JSON: it goes wrong at line 1, column 1. ",
					Extraction.SECRET)
			.withNoCause();
	}

	@Test
	void extractWhenNestingIsDeepFlattensIt() {
		String json = "{\"a\":".repeat(900) + "\"app\"" + "}".repeat(900);
		assertThat(Extraction.members(json)).containsExactly(entry("a" + ".a".repeat(899), "app"));
	}

	@Test
	void extractWhenNestedNamesWouldFillTheMemoryTellsSo() {
		String members = IntStream.range(0, 5_100).mapToObj((i) -> "\"m" + i + "\":1").collect(Collectors.joining(","));
		String json = "{\"a\":".repeat(990) + "{" + members + "}" + "}".repeat(990);
		assertMalformed(json, "members whose names make more than 10000000 characters in all");
	}

	@Test
	void extractWhenSecretIsAsLongAsKeyVaultTakesFlattensIt() {
		String members = IntStream.range(0, 2_450).mapToObj((i) -> "\"m" + i + "\":1").collect(Collectors.joining(","));
		String json = "{\"a\":".repeat(990) + "{" + members + "}" + "}".repeat(990);
		assertThat(Extraction.members(json)).hasSize(2_450);
	}

	private static void assertMalformed(String json, String fault) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> Extraction.members(json))
			.withMessage("The JSON in the %s has %s. Rename it, or refer to each member with a JSON pointer "
					+ "instead of '#*'.", Extraction.SECRET, fault)
			.withNoCause();
	}

}
