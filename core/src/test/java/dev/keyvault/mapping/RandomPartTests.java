package dev.keyvault.mapping;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.TestObjects;
import dev.keyvault.source.MalformedObjectException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the parts of secrets with values that nobody thought of.
 */
class RandomPartTests {

	private static final int TEXTS = 1000;

	private static final int SHORTEST = 8;

	@ParameterizedTest
	@ValueSource(strings = { "app#/", "app#/a/0", "app#*", "app#base64", "app#hex" })
	void extractWhenValueIsAnythingGivesValuesOrNeverShowsIt(String reference) {
		RandomTexts texts = new RandomTexts(1);
		for (int i = 0; i < TEXTS; i++) {
			assertGivesValuesOrNeverShows(reference, texts.anything());
			assertGivesValuesOrNeverShows(reference, texts.json(4));
			assertGivesValuesOrNeverShows(reference, texts.damaged(texts.json(4)));
		}
	}

	private static void assertGivesValuesOrNeverShows(String reference, String value) {
		try {
			assertThat(Extraction.all(reference, TestObjects.secret("app", value))).as(value).doesNotContainValue(null);
		}
		catch (MalformedObjectException ex) {
			assertThat(ex).as(value).hasNoCause();
			if (value.strip().length() >= SHORTEST) {
				assertThat(ex.getMessage()).doesNotContain(value.strip());
			}
		}
	}

}
