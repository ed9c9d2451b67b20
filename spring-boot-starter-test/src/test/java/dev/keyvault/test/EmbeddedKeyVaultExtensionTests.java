package dev.keyvault.test;

import java.io.IOException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EmbeddedKeyVaultExtension}.
 */
class EmbeddedKeyVaultExtensionTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension EXTENSION = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "value"));

	@Test
	void vaultHoldsContentsFromTheStart() throws IOException, InterruptedException {
		assertThat(new VaultClient(EXTENSION.vault()).get("/secrets/name").text("value")).isEqualTo("value");
	}

	@Test
	void parameterIsTheRunningVault(EmbeddedKeyVault vault) {
		assertThat(vault).isSameAs(EXTENSION.vault());
	}

	@Test
	void vaultBeforeTestsFails() {
		assertThatIllegalStateException().isThrownBy(() -> new EmbeddedKeyVaultExtension().vault())
			.withMessage("The embedded key vault is not running: register the extension in a static field");
	}

	/**
	 * A class within.
	 */
	@Nested
	class NestedTests {

		@Test
		void parameterIsTheVaultOfTheEnclosingClass(EmbeddedKeyVault vault) {
			assertThat(vault).isSameAs(EXTENSION.vault());
		}

	}

}
