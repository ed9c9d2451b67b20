package dev.keyvault.object;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ObjectName}.
 */
class ObjectNameTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "0", "-", "db-password", "DB--Password", "--a--", "123" })
	void createWhenNameIsValidKeepsIt(String name) {
		assertThat(new ObjectName(name)).hasToString(name);
	}

	@Test
	void createWhenNameHas127CharactersKeepsIt() {
		assertThat(new ObjectName("n".repeat(127)).value()).hasSize(127);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a ", "a.b", "a_b", "a/b", "ä", "٣", "a\n", "a\u0000" })
	void createWhenNameIsInvalidTellsTheRule(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName(name))
			.withMessage("'" + name + "' is not an object name: expected 1 to 127 letters, digits or dashes");
	}

	@Test
	void createWhenNameHas128CharactersTellsTheRule() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ObjectName("n".repeat(128)))
			.withMessageEndingWith("is not an object name: expected 1 to 127 letters, digits or dashes");
	}

	@Test
	void equalsWhenOnlyCaseDiffersIsTrue() {
		assertThat(new ObjectName("DB-Password")).isEqualTo(new ObjectName("db-pASSWORD"))
			.hasSameHashCodeAs(new ObjectName("db-password"));
	}

	@Test
	void equalsWhenNameDiffersIsFalse() {
		assertThat(new ObjectName("db-password")).isNotEqualTo(new ObjectName("db--password"))
			.isNotEqualTo("db-password");
	}

}
