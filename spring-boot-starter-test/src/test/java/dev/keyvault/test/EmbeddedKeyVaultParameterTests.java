package dev.keyvault.test;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedKeyVaultExtension} declared by annotation.
 */
@ExtendWith(EmbeddedKeyVaultExtension.class)
class EmbeddedKeyVaultParameterTests {

	private static EmbeddedKeyVault first;

	@BeforeAll
	static void remember(EmbeddedKeyVault vault) {
		first = vault;
	}

	@Test
	void parameterIsOneVaultForTheClass(EmbeddedKeyVault vault) {
		assertThat(vault).isSameAs(first);
	}

}
