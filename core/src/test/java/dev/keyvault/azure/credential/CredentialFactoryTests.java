package dev.keyvault.azure.credential;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.AzureVaults;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.InvalidVaultSettingsException;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CredentialFactory} and what {@link AzureVaults} tells of them.
 */
class CredentialFactoryTests {

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
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId("t"), "client-id",
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.client-id'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId("t").clientId("c"), "client-secret",
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.client-secret'.");
		assertProblem(builder(CredentialType.CLIENT_SECRET).tenantId(" ").clientId("c"), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.tenant-id'.");
	}

	@Test
	void createWhenAutoHasIncompleteClientSecretNamesTheProperty() {
		assertProblem(builder(CredentialType.AUTO).clientSecret(SECRET), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.AUTO).directory(Path.of("/mnt")), "tenant-id",
				"Credential type 'client-secret' of vault 'payments' needs 'vaults.payments.credential.tenant-id'.");
		assertProblem(builder(CredentialType.AUTO).clientCertificatePath(Path.of("/c.pem")).tenantId("t"), "client-id",
				"Credential type 'client-certificate' of vault 'payments' needs 'vaults.payments.credential.client-id'.");
	}

	@Test
	void createWhenOtherTypesAreIncompleteNamesTheProperty() {
		assertProblem(builder(CredentialType.CLIENT_CERTIFICATE).tenantId("t").clientId("c"), "client-certificate-path",
				"Credential type 'client-certificate' of vault 'payments' needs 'vaults.payments.credential.client-certificate-path'.");
		assertProblem(builder(CredentialType.STATIC_TOKEN), "token",
				"Credential type 'static-token' of vault 'payments' needs 'vaults.payments.credential.token'.");
	}

	@Test
	void createWhenWorkloadIdentityIsIncompleteNamesPropertyAndVariable() {
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "tenant-id",
				"Credential type 'workload-identity' of vault 'payments' needs 'vaults.payments.credential.tenant-id' or the environment variable 'AZURE_TENANT_ID'.");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "client-id",
				"Credential type 'workload-identity' of vault 'payments' needs 'vaults.payments.credential.client-id' or the environment variable 'AZURE_CLIENT_ID'.");
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		assertProblem(builder(CredentialType.WORKLOAD_IDENTITY), "type",
				"Credential type 'workload-identity' of vault 'payments' needs the environment variable 'AZURE_FEDERATED_TOKEN_FILE', which the webhook of Microsoft Entra Workload ID sets.");
	}

	@Test
	void createWhenSharedCredentialIsIncompleteNamesItsProperty() {
		AzureVaults vaults = this.fixture.openVaults(new VaultSettings(VAULT, Cloud.PUBLIC,
				builder(CredentialType.CLIENT_SECRET).build(), null, true, Setting.of("credential")));
		assertThat(vaults.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.setting()).isEqualTo(Setting.of("credential.tenant-id")))
			.satisfies((problem) -> assertThat(problem)
				.hasMessage("Credential type 'client-secret' of vault 'payments' needs 'credential.tenant-id'."));
	}

	@Test
	void createWhenCustomCredentialIsMissingSaysWhereToRegisterIt() {
		assertProblem(builder(CredentialType.CUSTOM), "type",
				"Credential type 'custom' of vault 'payments' needs a 'TokenCredential' of the application, registered in the bootstrap registry.");
	}

	@Test
	void requestOfCustomCredentialGivesItsToken() {
		OffsetDateTime expires = OffsetDateTime.ofInstant(this.fixture.clock.instant().plusSeconds(3600),
				ZoneOffset.UTC);
		List<TokenRequestContext> asked = new ArrayList<>();
		TokenCredential own = (context) -> {
			asked.add(context);
			return Mono.just(new AccessToken("s3cret-t0ken-of-own", expires));
		};
		Token token = new CustomCredential(own, this.fixture.clock).request(new TokenScope("scope/.default", null),
				"{}");
		assertThat(token.value().reveal()).isEqualTo("s3cret-t0ken-of-own");
		assertThat(token.expires()).isEqualTo(expires.toInstant());
		assertThat(token.renewFrom()).isEqualTo(expires.toInstant().minusSeconds(300));
		assertThat(asked).singleElement()
			.satisfies((context) -> assertThat(context.getScopes()).containsExactly("scope/.default"))
			.satisfies((context) -> assertThat(context.getClaims()).isEqualTo("{}"));
	}

	@Test
	void requestOfCustomCredentialThatFailsQuotesNothingOfIt() {
		TokenCredential failing = (context) -> Mono.error(new IllegalStateException("s3cret-of-own"));
		assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> ask(failing))
			.withMessageMatching("custom credential dev\\.keyvault\\S+ failed with java\\.lang\\.IllegalStateException")
			.withNoCause();
		assertThatExceptionOfType(CredentialException.class).isThrownBy(() -> ask((context) -> Mono.empty()))
			.withMessageMatching("custom credential dev\\.keyvault\\S+ gives none");
	}

	private void ask(TokenCredential credential) {
		new CustomCredential(credential, this.fixture.clock).request(new TokenScope("scope/.default", null), null);
	}

	@Test
	void warningsNameFilesThatEverybodyMayChangeOnce(@TempDir Path directory) throws IOException {
		Path secret = Files.writeString(directory.resolve("clientsecret"), "s3cret-of-file");
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--rw-"));
		Files.setPosixFilePermissions(Files.writeString(directory.resolve("clientid"), "c"),
				PosixFilePermissions.fromString("rw-r--r--"));
		CredentialSettings settings = builder(CredentialType.CLIENT_SECRET).tenantId("t").directory(directory).build();
		Vault other = AzureFixture.vault("audit", URI.create("https://audit.vault.azure.net"));
		AzureVaults vaults = this.fixture.openVaults(VaultSettings.of(VAULT, settings),
				VaultSettings.of(other, settings));
		assertThat(vaults.warnings()).containsExactly(
				"Every user of this machine may change the credential file '%s'. Take that away: chmod o-w '%1$s'."
					.formatted(secret));
	}

	@Test
	void warningsNameFilesOfVariables(@TempDir Path directory) throws IOException {
		Path token = Files.createFile(directory.resolve("token"));
		Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-rw-rw-"));
		this.fixture.variables.put("AZURE_FEDERATED_TOKEN_FILE", token.toString());
		this.fixture.variables.put("AZURE_CLIENT_CERTIFICATE_PATH", "/absent");
		assertThat(this.fixture.openVaults(VaultSettings.of(VAULT, CredentialSettings.AUTO)).warnings()).hasSize(1)
			.allSatisfy((warning) -> assertThat(warning).contains(token.toString()));
	}

	@Test
	void createWhenAuthorityHostIsNotHttpsSaysSo() {
		assertProblem(builder(CredentialType.AUTO).authorityHost(URI.create("http://login.example")), "authority-host",
				"'http://login.example' is not where tokens are given out: 'vaults.payments.credential.authority-host' or AZURE_AUTHORITY_HOST must start with https:// and have a host.");
	}

	@Test
	void createWhenAuthorityHostOfTheEnvironmentIsNoUrlSaysSo() {
		this.fixture.variables.put("AZURE_AUTHORITY_HOST", "https://login example");
		assertProblem(builder(CredentialType.AUTO), "authority-host",
				"'https://login example' is not where tokens are given out: 'vaults.payments.credential.authority-host' or AZURE_AUTHORITY_HOST must start with https:// and have a host.");
	}

	@Test
	void createWhenSecretSettingsAreEmptyTakesThemAsNotSet() {
		SensitiveValue empty = SensitiveValue.of("");
		assertThat(identity(builder(CredentialType.AUTO).clientSecret(empty))).isEqualTo("not chosen yet");
		assertProblem(builder(CredentialType.STATIC_TOKEN).token(empty), "token",
				"Credential type 'static-token' of vault 'payments' needs 'vaults.payments.credential.token'.");
	}

	@Test
	void createWhenTrustedCertificatesAreNoneSaysSo() {
		AzureVaults vaults = this.fixture
			.openVaults(new VaultSettings(VAULT, Cloud.PUBLIC, CredentialSettings.AUTO, "not PEM", true));
		assertThat(vaults.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem)
				.hasMessage("'vaults.payments.trusted-certificates' is not a PEM file with certificates."));
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
			assertThat(problem.setting()).hasToString("vaults.payments.credential." + property);
		});
	}

}
