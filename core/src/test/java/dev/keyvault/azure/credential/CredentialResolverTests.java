package dev.keyvault.azure.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.HttpDouble;
import dev.keyvault.azure.MetadataDouble;
import dev.keyvault.azure.ParallelReads;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.ObjectSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CredentialResolver} and its candidates.
 */
class CredentialResolverTests {

	private static final String CLOSED = "http://localhost:1";

	private final AzureFixture fixture = new AzureFixture();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final MetadataDouble metadata = new MetadataDouble();

	private final TokenClient client = new TokenClient(this.metadata, this.fixture.environment(), this.executor);

	private final List<String> misses = new ArrayList<>();

	@TempDir
	private Path directory;

	@AfterEach
	void close() {
		this.executor.shutdownNow();
		this.fixture.close();
	}

	@Test
	void findVariablesWithClientSecretApplies() {
		this.fixture.variables.put("AZURE_CLIENT_SECRET", "s3cret-of-variable");
		this.fixture.variables.put("AZURE_CLIENT_CERTIFICATE_PATH", "/certificate.pem");
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertThat(variables(CredentialSettings.AUTO)).isEqualTo("client secret (client 'c', tenant 't')");
		assertThat(variables(CredentialSettings.builder(CredentialType.AUTO).clientId("own").build()))
			.isEqualTo("client secret (client 'own', tenant 't')");
	}

	@Test
	void findVariablesWithClientCertificateApplies() {
		this.fixture.variables.put("AZURE_CLIENT_CERTIFICATE_PATH", "/certificate.pem");
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertThat(variables(CredentialSettings.AUTO)).isEqualTo("client certificate (client 'c', tenant 't')");
	}

	@Test
	void findVariablesOfWorkloadIdentityDoesNotApply() {
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertThat(variables(CredentialSettings.AUTO)).isNull();
		this.fixture.variables.clear();
		this.fixture.variables.put("AZURE_CLIENT_SECRET", "s3cret-of-variable");
		assertThat(variables(CredentialSettings.AUTO)).isNull();
		assertThat(this.misses).containsExactly(
				"environment variables: neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set",
				"environment variables: these are not set: AZURE_CLIENT_ID, AZURE_TENANT_ID");
	}

	private @Nullable String variables(CredentialSettings settings) {
		return describe(new CredentialResolver.Variables(settings, Cloud.PUBLIC.authorityHost(), this.client)
			.find(this.misses::add));
	}

	@Test
	void findWorkloadIdentityWhenPreparedApplies() {
		this.fixture.variables.put("AZURE_FEDERATED_TOKEN_FILE", "/token");
		this.fixture.variables.put("AZURE_CLIENT_ID", "c");
		this.fixture.variables.put("AZURE_TENANT_ID", "t");
		assertThat(workloadIdentity(CredentialSettings.AUTO)).isEqualTo("workload identity (client 'c', tenant 't')");
		assertThat(workloadIdentity(CredentialSettings.builder(CredentialType.AUTO).clientId("own").build()))
			.isEqualTo("workload identity (client 'own', tenant 't')");
	}

	@Test
	void findWorkloadIdentityWhenNotPreparedTellsWhatIsMissing() {
		assertThat(workloadIdentity(CredentialSettings.AUTO)).isNull();
		assertThat(this.misses).containsExactly(
				"workload identity: these are not set: AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, AZURE_TENANT_ID");
	}

	private @Nullable String workloadIdentity(CredentialSettings settings) {
		return describe(new CredentialResolver.WorkloadIdentity(settings, Cloud.PUBLIC.authorityHost(), this.client)
			.find(this.misses::add));
	}

	@Test
	void findManagedIdentityWhenAppHasEndpointAppliesWithoutAsking() {
		this.fixture.variables.put("IDENTITY_ENDPOINT", CLOSED);
		assertThat(managedIdentity(null)).isEqualTo("managed identity");
		this.fixture.variables.clear();
		this.fixture.variables.put("MSI_ENDPOINT", CLOSED);
		assertThat(managedIdentity("c")).isEqualTo("managed identity (client 'c')");
	}

	@Test
	void findManagedIdentityWhenMetadataServiceRefusesRequestWithoutHeaderApplies() {
		this.metadata.answers(400);
		assertThat(managedIdentity(null)).isEqualTo("managed identity");
		assertThat(this.metadata.asked)
			.containsExactly("http://169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01 within 1 s");
	}

	@Test
	void findManagedIdentityWhenMetadataServiceIsElsewhereAsksThere() {
		this.fixture.variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", CLOSED + "/");
		this.metadata.answers(200);
		assertThat(managedIdentity(null)).isEqualTo("managed identity");
		assertThat(this.metadata.asked)
			.containsExactly(CLOSED + "/metadata/identity/oauth2/token?api-version=2018-02-01 within 1 s");
	}

	@Test
	void findManagedIdentityWhenMetadataServiceIsOfAnotherCloudDoesNotApply() {
		this.metadata.answers(404);
		assertThat(managedIdentity(null)).isNull();
		assertThat(this.misses).containsExactly("managed identity: http://169.254.169.254 answered HTTP 404");
	}

	@Test
	void findManagedIdentityWhenMetadataServiceIsSilentDoesNotApply() {
		this.metadata.isSilent(Duration.ofMillis(499));
		assertThat(managedIdentity(null)).isNull();
		assertThat(this.misses).containsExactly("managed identity: http://169.254.169.254 gave no answer within 1 s");
		assertThat(this.metadata.asked).hasSize(1);
	}

	@Test
	void findManagedIdentityWhenProcessIsStarvedAsksAgainAndWaitsLonger() {
		this.metadata.isSilent(Duration.ofMillis(500)).answers(400);
		assertThat(managedIdentity(null)).isEqualTo("managed identity");
		assertThat(this.metadata.asked).hasSize(2).last().asString().endsWith("within 3 s");
	}

	@Test
	void findManagedIdentityWhenProcessStaysStarvedSaysSo() {
		this.metadata.isSilent(Duration.ofMillis(900)).isSilent(Duration.ofMillis(2_700));
		assertThat(managedIdentity(null)).isNull();
		assertThat(this.misses).containsExactly(
				"managed identity: http://169.254.169.254 gave no answer within 3 s, while the threads of this process waited for a processor half of the time or longer");
		assertThat(this.metadata.asked).hasSize(2);
	}

	@Test
	void findManagedIdentityWhenAddressOfMetadataServiceIsNoneDoesNotApply() {
		this.fixture.variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "169.254.169.254");
		assertThat(managedIdentity(null)).isNull();
		assertThat(this.misses).containsExactly("managed identity: 169.254.169.254 gave no answer within 1 s");
	}

	private @Nullable String managedIdentity(@Nullable String clientId) {
		return describe(new CredentialResolver.ManagedIdentity(clientId, this.client).find(this.misses::add));
	}

	@Test
	void findAzureCliWhenOnPathApplies() throws IOException {
		Path az = Files.createFile(this.directory.resolve("az"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
		this.fixture.variables.put("PATH", "/nowhere:" + az.getParent());
		assertThat(azureCli()).isEqualTo("Azure CLI (tenant 't')");
	}

	@Test
	void findAzureCliWhenNotOnPathOrOnKubernetesDoesNotApply() {
		assertThat(azureCli()).isNull();
		this.fixture.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
		assertThat(azureCli()).isNull();
		assertThat(this.misses).containsExactly("Azure CLI: there is no 'az' on the PATH",
				"Azure CLI: not used on Kubernetes");
	}

	@Test
	void findAzureCliWhenPathHasEntryThatIsNoDirectoryNameDoesNotApply() {
		this.fixture.variables.put("PATH", "\0");
		assertThat(azureCli()).isNull();
	}

	private @Nullable String azureCli() {
		return describe(new CredentialResolver.AzureCli("t", this.client).find(this.misses::add));
	}

	private static @Nullable String describe(@Nullable Credential credential) {
		return (credential != null) ? credential.principal().describe() : null;
	}

	@Test
	void readWhenNothingAppliesListsWhatWasTried() {
		this.fixture.variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", CLOSED);
		this.fixture.variables.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
		Vault vault = new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));
		ObjectSource source = this.fixture.open(VaultSettings.of(vault, CredentialSettings.AUTO));
		assertThatExceptionOfType(AuthenticationFailedException.class)
			.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
			.withMessage(
					"No token for vault 'payments' (https://payments-kv.vault.azure.net): no credential applies here (no client secret, client certificate or directory is configured; environment variables: neither AZURE_CLIENT_SECRET nor AZURE_CLIENT_CERTIFICATE_PATH is set; workload identity: these are not set: AZURE_FEDERATED_TOKEN_FILE, AZURE_CLIENT_ID, AZURE_TENANT_ID; managed identity: http://localhost:1 gave no answer within 1 s; Azure CLI: not used on Kubernetes). Set 'vaults.payments.credential.type' and what it needs, or run where one of these applies.");
	}

	@Test
	void readWhenSeveralStartAtOnceChoosesOnce() throws InterruptedException, ExecutionException {
		try (HttpDouble endpoint = new HttpDouble(404, "not here")) {
			this.fixture.variables.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", endpoint.address());
			Vault vault = new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));
			ObjectSource source = this.fixture.open(VaultSettings.of(vault, CredentialSettings.AUTO));
			ParallelReads.run(50, (number) -> assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name"))));
			assertThat(endpoint.requests).hasSizeLessThan(2);
		}
	}

}
