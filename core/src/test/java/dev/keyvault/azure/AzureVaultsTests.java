package dev.keyvault.azure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.http.JsonObject;
import dev.keyvault.object.Vault;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AzureVaults}.
 */
class AzureVaultsTests {

	@Test
	void createUsesTheSystem() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start();
				AzureVaults vaults = AzureVaults.create(List.of(AzureFixture.withClientSecret(embedded)));
				AzureFixture fixture = new AzureFixture()) {
			embedded.putSecret("name", "value");
			assertThat(vaults.problems()).isEmpty();
			assertThat(fixture.read(vaults.source(), AzureFixture.secret(AzureFixture.vault(embedded), "name")))
				.isNotNull();
		}
	}

	@Test
	void toStringOfAnswerTellsNoValue() {
		assertThat(new JsonObject(Map.of("value", "s3cret"))).hasToString("[value]");
	}

	@Test
	void closeEndsThreads() throws InterruptedException {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start(); AzureFixture fixture = new AzureFixture()) {
			embedded.putSecret("name", "value");
			AzureVaults vaults = fixture.openVaults(AzureFixture.withClientSecret(embedded));
			fixture.read(vaults.source(), AzureFixture.secret(AzureFixture.vault(embedded), "name"));
			List<Thread> threads = threads();
			assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
			vaults.close();
			for (Thread thread : threads) {
				thread.join(Duration.ofMinutes(1).toMillis());
			}
			assertThat(threads()).doesNotContainAnyElementsOf(threads);
		}
	}

	private static List<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("keyvault-client") && thread.isAlive())
			.toList();
	}

	@Test
	void readWhenClosedAndTokenIsThereTellsSo() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start(); AzureFixture fixture = new AzureFixture()) {
			AzureVaults vaults = fixture.openVaults(AzureFixture.withToken(embedded));
			vaults.close();
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(
						() -> fixture.read(vaults.source(), AzureFixture.secret(AzureFixture.vault(embedded), "name")))
				.withMessage("Vault 'payments' (%s) was not asked: the vaults are closed here. Read before closing.",
						embedded.endpoint());
		}
	}

	@Test
	void readWhenClosedTellsSo() {
		try (AzureFixture fixture = new AzureFixture()) {
			Vault vault = new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));
			AzureVaults vaults = fixture.openVaults(
					VaultSettings.of(vault, CredentialSettings.builder(CredentialType.MANAGED_IDENTITY).build()));
			vaults.close();
			vaults.close();
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(() -> fixture.read(vaults.source(), AzureFixture.secret(vault, "name")))
				.withMessage(
						"No token for vault 'payments' (https://payments-kv.vault.azure.net): the vaults are closed. Read before closing.");
		}
	}

}
