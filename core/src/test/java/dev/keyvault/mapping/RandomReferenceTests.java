package dev.keyvault.mapping;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ObjectReference} with texts that nobody thought of. A failure names
 * the text.
 */
class RandomReferenceTests {

	private static final int TEXTS = 2000;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void parseWhenReferenceIsValidRoundTrips(long seed) {
		RandomTexts texts = new RandomTexts(seed);
		for (int i = 0; i < TEXTS; i++) {
			String text = texts.reference();
			assertRoundTrip(text, ObjectReference.parse(text));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void parseWhenTextIsAnythingParsesOrTellsTheRule(long seed) {
		RandomTexts texts = new RandomTexts(seed);
		for (int i = 0; i < TEXTS; i++) {
			assertParsesOrTellsTheRule(texts.anything());
			assertParsesOrTellsTheRule(texts.damaged(texts.reference()));
		}
	}

	private static void assertParsesOrTellsTheRule(String text) {
		try {
			assertRoundTrip(text, ObjectReference.parse(text));
		}
		catch (InvalidReferenceException ex) {
			assertThat(ex).hasMessageStartingWith("'" + text + "' is not an object reference: ")
				.hasMessageEndingWith(".");
		}
	}

	private static void assertRoundTrip(String text, ObjectReference reference) {
		ObjectReference again = ObjectReference.parse(reference.toString());
		assertThat(again).as(text).isEqualTo(reference).hasToString(reference.toString());
	}

}
