package dev.keyvault.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link NamedKey}.
 */
class NamedKeyTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "spring.datasource.password", ".dockerconfigjson", "DB_PASSWORD", "a/b", "a b", "*" })
	void createWhenKeyIsValidKeepsIt(String key) {
		assertThat(new NamedKey(key)).hasToString(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", " a", "a ", "a\n", "\t" })
	void createWhenKeyHasWhiteSpaceAroundTellsTheRule(String key) {
		assertThatIllegalArgumentException().isThrownBy(() -> new NamedKey(key))
			.withMessage("'" + key + "' is not a key: it is empty or has white space around it");
	}

	@Test
	void memberPutsADotBetween() {
		NamedKey key = new NamedKey("spring.datasource");
		assertThat(key.member("hikari.pool[0]")).hasToString("spring.datasource.hikari.pool[0]");
		assertThat(key.member("")).isSameAs(key);
	}

}
