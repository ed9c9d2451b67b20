package dev.keyvault.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.source.MalformedObjectException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link JsonPart}.
 */
class JsonPartTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/user               | {"user": "app"}                    | app
			/user               | ` {"user": ""} `                   | ``
			/user/name          | {"user": {"name": "app"}}          | app
			/users/1/name       | {"users": [{}, {"name": "app"}]}   | app
			/0                  | ["app"]                            | app
			/0                  | {"0": "app"}                       | app
			/a~1b               | {"a/b": "app"}                     | app
			/m~0n               | {"m~n": "app"}                     | app
			/m~01n              | {"m~1n": "app"}                    | app
			/                   | {"": "app"}                        | app
			//x                 | {"": {"x": "app"}}                 | app
			/ä b                | {"ä b": "\\u00fc\\n"}              | `ü\n`
			/a.b                | {"a.b": "dot", "a": {"b": "no"}}   | dot
			/n                  | {"n": 1.10}                        | 1.10
			/n                  | {"n": 12345678901234567890}        | 12345678901234567890
			/n                  | {"n": 0.1000000000000000000001}    | 0.1000000000000000000001
			/n                  | {"n": -7}                          | -7
			/n                  | {"n": 5432}                        | 5432
			/n                  | {"n": 1e3}                         | 1000
			/n                  | {"n": 1.5E-3}                      | 0.0015
			/n                  | {"n": 1e999999999}                 | 1E+999999999
			/n                  | {"n": 1e-999999999}                | 1E-999999999
			/b                  | {"b": true}                        | true
			/b                  | {"b": false}                       | false
			/o                  | {"o": {"n": 1.10, "l": [ 1, null ]}} | {"n":1.10,"l":[1,null]}
			/o                  | {"o": [ "a", {"b": "ü"} ]}         | ["a",{"b":"ü"}]
			/o                  | {"o": {}}                          | {}
			/o                  | {"o": []}                          | []
			""")
	void extractFollowsThePointer(String pointer, String json, String value) {
		assertThat(Extraction.text("app#" + pointer, json)).isEqualTo(value.replace("\\n", "\n"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/password    | {"user": "s3cret-hunter2"}
			/user        | {"user": null, "other": "s3cret-hunter2"}
			/user/name   | {"user": "s3cret-hunter2"}
			/User        | {"user": "s3cret-hunter2"}
			/users/1     | {"users": ["s3cret-hunter2"]}
			/users/01    | {"users": ["s3cret-hunter2", "s3cret-hunter2"]}
			/users/-     | {"users": ["s3cret-hunter2"]}
			/0           | "s3cret-hunter2"
			/a           | 42
			/a           | null
			""")
	void extractWhenPlaceIsMissingTellsThePointer(String pointer, String json) {
		assertThatExceptionOfType(MalformedObjectException.class)
			.isThrownBy(() -> Extraction.text("app#" + pointer, json))
			.withMessage(
					"The JSON in the %s has no value at '%s'. "
							+ "Correct the JSON pointer in the reference, or add the value to the secret.",
					Extraction.SECRET, pointer)
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			s3cret-hunter2                          | it goes wrong at line 1, column 1
			{"a": "s3cret-hunter2"                  | it goes wrong at line 1, column 23
			{"a": s3cret-hunter2}                   | it goes wrong at line 1, column 7
			{'a': 's3cret-hunter2'}                 | it goes wrong at line 1, column 2
			{"a": "s3cret-hunter2",}                | it goes wrong at line 1, column 24
			{"a": "s3cret-hunter2"} {"a": 1}        | it goes wrong at line 1, column 25
			{"a": "s3cret-hunter2"} x               | it goes wrong at line 1, column 25
			{"a": 1, "a": "s3cret-hunter2"}         | it goes wrong at line 1, column 13
			{"a": {"b": 1, "b": "s3cret-hunter2"}}  | it goes wrong at line 1, column 19
			{"a": 01}                        | it goes wrong at line 1, column 8
			{"a": NaN}                       | it goes wrong at line 1, column 10
			{"a": 1 /* s3cret-hunter2 */}           | it goes wrong at line 1, column 9
			``                               | it is empty
			` `                              | it is empty
			""")
	void extractWhenSecretIsNotJsonTellsThePlaceOnly(String json, String fault) {
		assertNotJson(json, fault);
	}

	@Test
	void extractWhenNestingIsTooDeepTellsSo() {
		assertNotJson("[".repeat(100_000), "it nests too deep or has a number that is too long");
		assertNotJson("{\"a\":".repeat(100_000), "it nests too deep or has a number that is too long");
	}

	@Test
	void extractWhenNumberIsTooLongTellsSo() {
		assertNotJson("[" + "9".repeat(2000) + "]", "it nests too deep or has a number that is too long");
	}

	@Test
	void extractWhenNumberHasThousandDecimalsWritesThemOut() {
		assertThat(Extraction.text("app#/n", "{\"n\": 1e-1000}")).isEqualTo("0." + "0".repeat(999) + "1");
		assertThat(Extraction.text("app#/n", "{\"n\": 1e-1001}")).isEqualTo("1E-1001");
	}

	@Test
	void extractWhenNestingIsDeepGoesThere() {
		String json = "{\"a\":".repeat(900) + "\"app\"" + "}".repeat(900);
		assertThat(Extraction.text("app#" + "/a".repeat(900), json)).isEqualTo("app");
	}

	private static void assertNotJson(String json, String fault) {
		assertThatExceptionOfType(MalformedObjectException.class).isThrownBy(() -> Extraction.text("app#/a", json))
			.withMessage("The %s does not hold JSON: %s. Correct the value (no member twice in an object, "
					+ "nothing behind the end), or take the part off the reference.", Extraction.SECRET, fault)
			.withNoCause();
	}

}
