package dev.keyvault.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Glob}.
 */
class GlobTests {

	@ParameterizedTest
	@CsvSource({ "a,a,true", "a,A,true", "a,b,false", "a,ab,false", "*,a,true", "*,'',true", "'','',true", "'',a,false",
			"a*,a,true", "a*,abc,true", "*c,abc,true", "*c,abcd,false", "a*c,abcbc,true", "a*c*,abcbd,true", "?,a,true",
			"?,'',false", "??,a,false", "a?c,abc,true", "*a?,ab,true", "*a?,aab,true", "a.c,abc,false", "[a],a,false",
			"\\Qa,a,false", "**a**,a,true", "*-*-*,a-b-c,true", "*-*-*,a-b,false" })
	void matchesTakesStarsAndQuestionMarks(String glob, String name, boolean expected) {
		assertThat(new Glob(glob).matches(name)).isEqualTo(expected);
	}

	@Test
	void matchesEndsWhateverTheName() {
		assertThat(new Glob("*a".repeat(60) + "b").matches("a".repeat(127))).isFalse();
	}

}
