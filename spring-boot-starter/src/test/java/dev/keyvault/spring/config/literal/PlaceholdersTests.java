package dev.keyvault.spring.config.literal;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.PropertyPlaceholderHelper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Placeholders}.
 */
class PlaceholdersTests {

	private static final String ALPHABET = "${}\\:a#'";

	private final PropertyPlaceholderHelper spring = new PropertyPlaceholderHelper("${", "}", ":", '\\', false);

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', textBlock = """
			p${HOME}q,     p\\${HOME}q
			a\\${b}c,      a\\\\${b}c
			${a,           ${a
			${${a},        ${\\${a}
			${${a}},       \\${\\${a}}
			${a{b}c}d,     \\${a{b}c}d
			{${a}{},       {\\${a}{}
			}${a,          }${a
			$${},          $\\${}
			plain$ {a},    plain$ {a}
			""")
	void escapeWhenPlaceholderHasEndPutsBackslashBefore(String text, String escaped) {
		assertThat(Placeholders.escape(text)).isEqualTo(escaped);
		assertThat(Placeholders.areIn(text)).isEqualTo(!text.equals(escaped));
	}

	@Test
	void resolveWhenTextIsEscapedGivesText() {
		Random random = new Random(9);
		for (int i = 0; i < 50_000; i++) {
			String text = text(random, random.nextInt(14));
			assertThat(this.spring.replacePlaceholders(Placeholders.escape(text), PlaceholdersTests::fail))
				.isEqualTo(text);
		}
	}

	@Test
	void canBeEscapedWhenEnvironmentEscapesOtherwiseIsFalse() {
		StandardEnvironment environment = new StandardEnvironment();
		environment.setEscapeCharacter('@');
		assertThat(Placeholders.canBeEscapedIn(environment)).isFalse();
		environment = new StandardEnvironment();
		environment.setEscapeCharacter(null);
		assertThat(Placeholders.canBeEscapedIn(environment)).isFalse();
		assertThat(Placeholders.canBeEscapedIn(new StandardEnvironment())).isTrue();
	}

	private static String fail(String placeholder) {
		throw new AssertionError("Asked for " + placeholder);
	}

	private static String text(Random random, int length) {
		return random.ints(length, 0, ALPHABET.length())
			.mapToObj((index) -> ALPHABET.substring(index, index + 1))
			.reduce("", String::concat);
	}

}
