package dev.keyvault.test;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedKeyVaultExtension} declared by annotation.
 */
@ExtendWith(EmbeddedKeyVaultExtension.class)
class EmbeddedKeyVaultParameterTests {

	private static EmbeddedKeyVault first;

	@Test
	void parameterIsOneVaultForTheClass(EmbeddedKeyVault vault) {
		assertThat(same(vault)).isTrue();
	}

	@Test
	void parameterIsTheSameVaultInTheNextTest(EmbeddedKeyVault vault) {
		assertThat(same(vault)).isTrue();
	}

	private static boolean same(EmbeddedKeyVault vault) {
		first = (first != null) ? first : vault;
		return vault == first;
	}

}
