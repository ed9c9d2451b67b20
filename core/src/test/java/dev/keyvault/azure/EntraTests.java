package dev.keyvault.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.credential.Principal;
import dev.keyvault.azure.credential.TokenErrorResponse;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.object.VaultObject;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for the credentials that ask Microsoft Entra ID, through the real identity
 * library.
 */
@Tag("jdk")
class EntraTests {

	private final AzureFixture fixture = new AzureFixture();

	private final EmbeddedKeyVault embedded = EmbeddedKeyVault.start();

	private final Vault vault = AzureFixture.vault(this.embedded);

	@TempDir
	private Path directory;

	EntraTests() {
		this.embedded.putSecret("name", "value");
	}

	@AfterEach
	void close() {
		this.fixture.close();
		this.embedded.close();
	}

	@Test
	void readWithClientSecretGetsToken() {
		assertThat(read(AzureFixture.clientSecret(this.embedded))).isNotNull();
		assertThat(this.embedded.requests().lines()).containsExactly("GET /secrets/name",
				"POST /%s/oauth2/v2.0/token".formatted(this.embedded.tenantId()), "GET /secrets/name");
	}

	@Test
	void readWithWrongClientSecretTellsCureAndNotTheSecret() {
		AuthenticationFailedException failure = assertFailure(
				AzureFixture.clientSecret(this.embedded).clientSecret(SensitiveValue.of("s3cret-wr0ng-secret")),
				"No token for vault 'payments' (%s): the client secret of application '%s' in tenant '%s' is wrong (AADSTS7000215). Set 'vaults.payments.credential.client-secret', the file 'clientsecret' of 'vaults.payments.credential.directory' or AZURE_CLIENT_SECRET to the value of one of the application's client secrets, not to its id."
					.formatted(this.embedded.endpoint(), this.embedded.clientId(), this.embedded.tenantId()));
		assertThat(failure).hasNoCause();
		assertThat(this.embedded.requests().tokenRequests()).isOne();
	}

	@Test
	void readWithUnknownClientTellsCure() {
		assertFailure(AzureFixture.clientSecret(this.embedded).clientId("unknown"),
				"No token for vault 'payments' (%s): tenant '%s' has no application with the client id 'unknown' (AADSTS700016). Correct the client id ('vaults.payments.credential.client-id' or AZURE_CLIENT_ID) or the tenant id ('vaults.payments.credential.tenant-id' or AZURE_TENANT_ID)."
					.formatted(this.embedded.endpoint(), this.embedded.tenantId()));
	}

	@Test
	void readWithUnknownTenantTellsCure() {
		assertFailure(AzureFixture.clientSecret(this.embedded).tenantId("unknown"),
				"No token for vault 'payments' (%s): there is no tenant 'unknown' in this cloud (AADSTS90002). Correct the tenant id ('vaults.payments.credential.tenant-id' or AZURE_TENANT_ID), or the cloud of the vault."
					.formatted(this.embedded.endpoint()));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			7000222 | the client secret of application 'c' in tenant 't' has expired
			700213  | application 'c' of tenant 't' has no federated identity credential for this service account
			70021   | application 'c' of tenant 't' has no federated identity credential for this service account
			700027  | the client certificate is not one of application 'c' in tenant 't'
			""")
	void explainWhenCodeIsKnownTellsWhatIsWrong(int code, String reason) {
		TokenErrorResponse refusal = new TokenErrorResponse("'https://login'", 401, "invalid_client", code);
		assertThat(refusal.explain(new Principal("client secret", "c", "t"))).hasMessage("%s (AADSTS%d)", reason, code);
	}

	@Test
	void explainWhenCodeIsUnknownTellsIt() {
		Principal principal = new Principal("client secret", "c", "t");
		assertThat(new TokenErrorResponse("'https://login'", 400, "invalid_request", 900144).explain(principal))
			.hasMessage(
					"the token endpoint 'https://login' refuses client secret (client 'c', tenant 't') (AADSTS900144)");
		assertThat(new TokenErrorResponse("'http://169.254.169.254'", 400, "invalid_request", 0)
			.explain(new Principal("managed identity", null, null))).hasMessage(
					"the token endpoint 'http://169.254.169.254' refuses managed identity (HTTP 400 invalid_request)");
	}

	@Test
	void explainWhenApplicationIsNotKnownHereTellsTheCodeAlone() {
		TokenErrorResponse refusal = new TokenErrorResponse("'https://login'", 401, "invalid_client", 7000215);
		assertThat(refusal.explain(new Principal("default chain", null, null)))
			.hasMessage("the token endpoint 'https://login' refuses default chain (AADSTS7000215)");
	}

	@Test
	void readWhenTokenEndpointFailsIsRetriedAndNamed() {
		this.embedded.faults().onPath(".*/token").respond(503, "ServiceUnavailable", "down");
		KeyVaultException failure = failure(AzureFixture.clientSecret(this.embedded));
		assertThat(failure).isInstanceOf(VaultUnreachableException.class)
			.hasMessage(
					"No token for vault 'payments' (%s): the token endpoint '%1$s' answered HTTP 503. Look at the state of Microsoft Entra ID in Azure's status page.",
					this.embedded.endpoint());
		assertThat(this.embedded.requests().tokenRequests()).isEqualTo(3);
	}

	@Test
	void readWhenTokenEndpointIsOutOfReachNamesIt() {
		KeyVaultException failure = failure(
				AzureFixture.clientSecret(this.embedded).authorityHost(URI.create("https://no-such-login.invalid")));
		assertThat(failure).isInstanceOf(VaultUnreachableException.class)
			.hasMessage(
					"No token for vault 'payments' (%s): the token endpoint 'https://no-such-login.invalid' has a host name that DNS does not know. Check the address and the DNS of this machine; a private endpoint needs its private DNS zone.",
					this.embedded.endpoint());
		assertThat(this.fixture.sleeps).hasSize(1);
	}

	@Test
	void readWithDirectoryReadsItAnewForEachToken() throws IOException {
		this.embedded.setClientSecret("first");
		Files.writeString(this.directory.resolve("ClientID"), this.embedded.clientId() + "\n");
		Files.writeString(this.directory.resolve("client-secret"), "first\n");
		ObjectSource source = this.fixture.open(AzureFixture.settings(this.embedded, inDirectory().build()));
		assertThat(this.fixture.read(source, AzureFixture.secret(this.vault, "name"))).isNotNull();
		this.embedded.setClientSecret("second");
		Files.writeString(this.directory.resolve("client-secret"), "second");
		this.embedded.expireTokens();
		assertThat(this.fixture.read(source, AzureFixture.secret(this.vault, "name"))).isNotNull();
		assertThat(this.embedded.requests().tokenRequests()).isEqualTo(2);
	}

	@Test
	void readWithDirectoryWhenFileIsMissingNamesIt() throws IOException {
		assertFailure(inDirectory(),
				"No token for vault 'payments' (%s): the directory '%s' has no file 'clientid'. Mount the Kubernetes Secret with the entries 'clientid' and 'clientsecret' there, or correct 'vaults.payments.credential.directory'."
					.formatted(this.embedded.endpoint(), this.directory));
		Files.writeString(this.directory.resolve("clientid"), this.embedded.clientId());
		this.fixture.clock.move(Duration.ofSeconds(2));
		assertFailure(inDirectory(),
				"No token for vault 'payments' (%s): the directory '%s' has no file 'clientsecret'. Mount the Kubernetes Secret with the entries 'clientid' and 'clientsecret' there, or correct 'vaults.payments.credential.directory'."
					.formatted(this.embedded.endpoint(), this.directory));
	}

	@Test
	void readWithDirectoryWhenFileIsEmptyNamesIt() throws IOException {
		Files.writeString(this.directory.resolve("clientid"), this.embedded.clientId());
		Files.writeString(this.directory.resolve("clientsecret"), "\n");
		assertFailure(inDirectory(),
				"No token for vault 'payments' (%s): the directory '%s' has nothing in its file 'clientsecret'. Mount the Kubernetes Secret with the entries 'clientid' and 'clientsecret' there, or correct 'vaults.payments.credential.directory'."
					.formatted(this.embedded.endpoint(), this.directory));
	}

	private CredentialSettings.Builder inDirectory() {
		return CredentialSettings.builder(CredentialType.AUTO)
			.tenantId(this.embedded.tenantId())
			.directory(this.directory)
			.authorityHost(this.embedded.authorityHost());
	}

	@Test
	void readWithWorkloadIdentitySendsServiceAccountToken() throws IOException {
		setWorkloadIdentity();
		assertThat(read(CredentialSettings.builder(CredentialType.WORKLOAD_IDENTITY))).isNotNull();
		assertThat(this.embedded.clientAssertions()).containsExactly("e30.e30.signature");
	}

	@Test
	void readWithAutoWhenWorkloadIdentityIsPreparedChoosesIt() throws IOException {
		setWorkloadIdentity();
		AzureVaults vaults = this.fixture.openVaults(AzureFixture.settings(this.embedded, CredentialSettings.AUTO));
		assertThat(vaults.identity(this.vault)).isEqualTo("not chosen yet");
		assertThat(this.fixture.read(vaults.source(), AzureFixture.secret(this.vault, "name"))).isNotNull();
		assertThat(vaults.identity(this.vault)).isEqualTo("workload identity (client '%s', tenant '%s')",
				this.embedded.clientId(), this.embedded.tenantId());
	}

	private void setWorkloadIdentity() throws IOException {
		Path token = Files.writeString(this.directory.resolve("token"), "e30.e30.signature\n");
		this.fixture.variables.put("AZURE_TENANT_ID", this.embedded.tenantId());
		this.fixture.variables.put("AZURE_CLIENT_ID", this.embedded.clientId());
		this.fixture.variables.put("AZURE_FEDERATED_TOKEN_FILE", token.toString());
		this.fixture.variables.put("AZURE_AUTHORITY_HOST", this.embedded.authorityHost() + "/");
	}

	@Test
	void readWithWorkloadIdentityWhenTokenFileIsMissingNamesIt() throws IOException {
		setWorkloadIdentity();
		Files.delete(this.directory.resolve("token"));
		assertFailure(CredentialSettings.builder(CredentialType.WORKLOAD_IDENTITY),
				"No token for vault 'payments' (%s): the service account token '%s' of the workload identity cannot be read. Check AZURE_FEDERATED_TOKEN_FILE and that the pod has the label 'azure.workload.identity/use: \"true\"'."
					.formatted(this.embedded.endpoint(), this.directory.resolve("token")));
	}

	@Test
	void readWithClientCertificateAsPemSignsAssertion() throws IOException {
		Path file = Files.writeString(this.directory.resolve("client.pem"),
				CertificateTexts.pem(Certificates.RSA_LEAF.privateKey())
						+ CertificateTexts.pem(Certificates.RSA_LEAF.certificate()));
		assertThat(read(withCertificate(file))).isNotNull();
		assertThat(this.embedded.clientAssertions()).hasSize(1);
	}

	@Test
	void readWithClientCertificateAsPkcs12SignsAssertion() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("client", Certificates.RSA_LEAF.privateKey(), "password".toCharArray(),
				new Certificate[] { Certificates.RSA_LEAF.certificate() });
		Path file = this.directory.resolve("client.pfx");
		store.store(Files.newOutputStream(file), "password".toCharArray());
		assertThat(read(withCertificate(file).clientCertificatePassword(SensitiveValue.of("password")))).isNotNull();
		assertThat(this.embedded.clientAssertions()).hasSize(1);
	}

	@Test
	void readWithClientCertificateThatIsNoneTellsWhatIsExpected() throws IOException {
		Path file = Files.writeString(this.directory.resolve("client.pem"), "s3cret");
		assertFailure(withCertificate(file),
				"No token for vault 'payments' (%s): the client certificate '%s' cannot be used. Give a PEM file with the certificate and its unencrypted PKCS#8 RSA key, or a PKCS#12 file with 'vaults.payments.credential.client-certificate-password'."
					.formatted(this.embedded.endpoint(), file));
		Path missing = this.directory.resolve("missing.pem");
		assertFailure(withCertificate(missing),
				"No token for vault 'payments' (%s): the client certificate '%s' cannot be read. Check that 'vaults.payments.credential.client-certificate-path' is a file that this application may read."
					.formatted(this.embedded.endpoint(), missing));
	}

	private CredentialSettings.Builder withCertificate(Path file) {
		return CredentialSettings.builder(CredentialType.CLIENT_CERTIFICATE)
			.tenantId(this.embedded.tenantId())
			.clientId(this.embedded.clientId())
			.clientCertificatePath(file)
			.authorityHost(this.embedded.authorityHost());
	}

	private VaultObject read(CredentialSettings.Builder credential) {
		ObjectSource source = this.fixture.open(AzureFixture.settings(this.embedded, credential.build()));
		return this.fixture.read(source, AzureFixture.secret(this.vault, "name"));
	}

	private KeyVaultException failure(CredentialSettings.Builder credential) {
		return catchThrowableOfType(KeyVaultException.class, () -> read(credential));
	}

	private AuthenticationFailedException assertFailure(CredentialSettings.Builder credential, String message) {
		KeyVaultException failure = failure(credential);
		assertThat(failure).isInstanceOf(AuthenticationFailedException.class).hasMessage(message);
		assertThat(failure.reach()).isEqualTo(KeyVaultException.Reach.VAULT);
		return (AuthenticationFailedException) failure;
	}

}
