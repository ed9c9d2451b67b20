package dev.keyvault.azure;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Credentials} and what {@link AzureVaults} tells of them.
 */
class CredentialsTests {

	private static final SensitiveValue SECRET = SensitiveValue.of("s3cret");

	private static final Vault VAULT = AzureFixture.vault("payments", URI.create("https://payments.vault.azure.net"));

	private final AzureFixture fixture = new AzureFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void createWhenClientSecretIsIncompleteNamesTheProperty() {
		assertProblem(builder(CredentialType.CLIENT_SECRET), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId("t"), "client-id",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.client-id'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId("t").clientId("c"), "client-secret",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.client-secret'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId(" ").clientId("c"), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.tenant-id'.");
	}

	@Test
	void createWhenAutoHasIncompleteClientSecretNamesTheProperty() {
		assertProblem(builder(CredentialType.AUTO).clientSecret(SECRET), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.AUTO).directory(Path.of("/mnt")), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'keyvault.vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.AUTO).clientCertificatePath(Path.of("/c.pem")).tenantId("t"), "client-id",
				"Credential type 'client-certificate' of vault 'payments' needs 'keyvault.vaults.payments.credential.client-id'.");
	}

	@Test
	void createWhenOtherTypesAreIncompleteNamesTheProperty() {
		assertProblem(builder(CredentialType.CLIENT_CERTIFICATE).tenantId("t").clientId("c"), "client-certificate-path",
				"Credential type 'client-certificate' of vault 'payments' needs 'keyvault.vaults.payments.credential.client-certificate-path'.");
		assertProblem(builder(CredentialType.STATIC_TOKEN), "token",
				"Credential type 'static-token' of vault 'payments' needs 'keyvault.vaults.payments.credential.token'.");
	}

	@Test
	void createWhenWorkloadIdentityIsIncompleteNamesPropertyAndVariable() {
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "tenant-id",
				"Credential type 'workload-identity' of vault 'payments' needs 'keyvault.vaults.payments.credential.tenant-id' or the environment variable 'AZURE_TENANT_ID'.");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "client-id",
				"Credential type 'workload-identity' of vault 'payments' needs 'keyvault.vaults.payments.credential.client-id' or the environment variable 'AZURE_CLIENT_ID'.");
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "type",
				"Credential type 'workload-identity' of vault 'payments' needs the environment variable 'AZURE_FEDERATED_TOKEN_FILE', which the webhook of Microsoft Entra Workload ID sets.");
	}

	@Test
	void createWhenAuthorityHostIsNotHttpsSaysSo() {
		assertProblem(builder(CredentialType.AUTO).authorityHost(URI.create("http://login.example")), "authority-host",
				"'http://login.example' is not where tokens are given out: 'keyvault.vaults.payments.credential.authority-host' or AZURE_AUTHORITY_HOST must start with https:// and have a host.");
	}

	@Test
	void createWhenAuthorityHostOfTheEnvironmentIsNoUrlSaysSo() {
		this.fixture.variables.put("AZURE_AUTHORITY_HOST", "https://login example");
		assertProblem(builder(CredentialType.AUTO), "authority-host",
				"'https://login example' is not where tokens are given out: 'keyvault.vaults.payments.credential.authority-host' or AZURE_AUTHORITY_HOST must start with https:// and have a host.");
	}

	@Test
	void createWhenSecretSettingsAreEmptyTakesThemAsNotSet() {
		SensitiveValue empty = SensitiveValue.of("");
		assertThat(identity(builder(CredentialType.AUTO).clientSecret(empty))).isEqualTo("not chosen yet");
		assertProblem(builder(CredentialType.STATIC_TOKEN).token(empty), "token",
				"Credential type 'static-token' of vault 'payments' needs 'keyvault.vaults.payments.credential.token'.");
	}

	@Test
	void createWhenTrustedCertificatesAreNoneSaysSo() {
		AzureVaults vaults = this.fixture
			.openVaults(new VaultSettings(VAULT, Cloud.PUBLIC, CredentialSettings.AUTO, "not PEM", true));
		assertThat(vaults.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem)
				.hasMessage("'keyvault.vaults.payments.trusted-certificates' is not a PEM file with certificates."));
	}

	@Test
	void createWhenOneVaultIsWrongKeepsTheOthers() {
		Vault good = AzureFixture.vault("good", URI.create("https://good.vault.azure.net"));
		AzureVaults vaults = this.fixture.openVaults(
				VaultSettings.of(VAULT, builder(CredentialType.CLIENT_SECRET).build()),
				VaultSettings.of(good, CredentialSettings.staticToken(SECRET)));
		assertThat(vaults.problems()).extracting(InvalidVaultSettingsException::vault).containsExactly(VAULT);
		assertThat(vaults.identity(good)).isEqualTo("static token");
		assertThat(vaults.identity(VAULT)).isEqualTo("not chosen yet");
		assertThatExceptionOfType(InvalidVaultSettingsException.class)
			.isThrownBy(() -> this.fixture.read(vaults.source(), AzureFixture.secret(VAULT, "name")))
			.isSameAs(vaults.problems().get(0));
	}

	@Test
	void identityTellsWhoAsksAndNoSecret() {
		CredentialSettings.Builder application = builder(CredentialType.CLIENT_SECRET).tenantId("t").clientId("c");
		assertThat(identity(application.clientSecret(SECRET))).isEqualTo("client secret (client 'c', tenant 't')");
		assertThat(identity(builder(CredentialType.AUTO).directory(Path.of("/mnt")).tenantId("t")))
			.isEqualTo("client secret of directory '/mnt' (tenant 't')");
		assertThat(identity(builder(CredentialType.CLIENT_CERTIFICATE).tenantId("t")
			.clientId("c")
			.clientCertificatePath(Path.of("/c.pem")))).isEqualTo("client certificate (client 'c', tenant 't')");
		assertThat(identity(builder(CredentialType.MANAGED_IDENTITY))).isEqualTo("managed identity");
		assertThat(identity(builder(CredentialType.MANAGED_IDENTITY).clientId("c")))
			.isEqualTo("managed identity (client 'c')");
		assertThat(identity(builder(CredentialType.AZURE_CLI))).isEqualTo("Azure CLI");
		assertThat(identity(builder(CredentialType.DEFAULT_CHAIN))).isEqualTo("default chain");
		assertThat(identity(builder(CredentialType.AUTO))).isEqualTo("not chosen yet");
	}

	@Test
	void toStringTellsNoSecret() {
		CredentialSettings settings = builder(CredentialType.CLIENT_SECRET).clientSecret(SECRET)
			.clientCertificatePassword(SECRET)
			.token(SECRET)
			.build();
		assertThat(settings.toString()).doesNotContain("s3cret");
	}

	private static CredentialSettings.Builder builder(CredentialType type) {
		return CredentialSettings.builder(type);
	}

	private String identity(CredentialSettings.Builder credential) {
		return this.fixture.openVaults(VaultSettings.of(VAULT, credential.build())).identity(VAULT);
	}

	private void assertProblem(CredentialSettings.Builder credential, String property, String message) {
		AzureVaults vaults = this.fixture.openVaults(VaultSettings.of(VAULT, credential.build()));
		List<InvalidVaultSettingsException> problems = vaults.problems();
		assertThat(problems).singleElement().satisfies((problem) -> {
			assertThat(problem).hasMessage(message);
			assertThat(problem.property()).isEqualTo("keyvault.vaults.payments.credential." + property);
		});
	}

}
