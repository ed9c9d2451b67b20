package dev.keyvault.object;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ObjectVersion}.
 */
class ObjectVersionTests {

	@Test
	void createWhenVersionHasUpperCaseMakesItLowerCase() {
		assertThat(new ObjectVersion("0123456789ABCDEF0123456789abcdef"))
			.isEqualTo(new ObjectVersion("0123456789abcdef0123456789abcdef"))
			.hasToString("0123456789abcdef0123456789abcdef");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "latest", "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0",
			"0123456789abcdef0123456789abcdeg", "0123456789abcdef 123456789abcdef" })
	void createWhenVersionIsInvalidTellsTheRule(String version) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ObjectVersion(version))
			.withMessage("'" + version + "' is not an object version: expected 32 hexadecimal digits");
	}

}
