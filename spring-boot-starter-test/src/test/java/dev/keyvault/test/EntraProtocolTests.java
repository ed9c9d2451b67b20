package dev.keyvault.test;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the token endpoint of an {@link EmbeddedKeyVault}.
 */
class EntraProtocolTests {

	private static final String SCOPE = "&scope=https%3A%2F%2Fvault.azure.net%2F.default";

	private static final MovableClock CLOCK = new MovableClock();

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.builder().clock(CLOCK).start();
		client = new VaultClient(vault);
		vault.putSecret("name", "value");
	}

	@BeforeEach
	void forgetRequests() {
		vault.requests().reset();
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void secretGrantsTokenThatTheVaultAccepts() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(), secret(vault.clientSecret()));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("token_type")).isEqualTo("Bearer");
		assertThat(answer.json().get("expires_in")).isEqualTo(3600);
		assertThat(answer.json().get("ext_expires_in")).isEqualTo(3600);
		assertThat(answer.text("access_token")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
		assertThat(client.get(answer.text("access_token"), "/secrets/name").status()).isEqualTo(200);
		assertThat(vault.requests().tokenRequests()).isEqualTo(1);
	}

	@Test
	void assertionGrantsTokenAndIsRecorded() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(),
				"grant_type=client_credentials&client_id=" + vault.clientId() + SCOPE
						+ "&client_assertion=aGVhZA.Ym9keQ.c2ln&client_assertion_type="
						+ "urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(vault.clientAssertions()).isEqualTo(List.of("aGVhZA.Ym9keQ.c2ln"));
	}

	@Test
	void malformedAssertionIsRefused() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(),
				"grant_type=client_credentials&client_id=" + vault.clientId() + SCOPE + "&client_assertion=none");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json().get("error_codes")).isEqualTo(List.of(50027));
	}

	@Test
	void wrongSecretIsRefusedAsEntraDoes() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(), secret("wrong"));
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.text("error")).isEqualTo("invalid_client");
		assertThat(answer.json().get("error_codes")).isEqualTo(List.of(7000215));
		assertThat(answer.text("timestamp")).isEqualTo("2026-11-23 10:15:30Z");
		assertThat(answer.text("error_description")).isEqualTo(("AADSTS7000215: Invalid client secret provided. Ensure "
				+ "the secret being sent in the request is the client secret value, not the client secret ID, for a "
				+ "secret added to app '%s'. Trace ID: %s Correlation ID: %s Timestamp: 2026-11-23 10:15:30Z")
			.formatted(vault.clientId(), answer.text("trace_id"), answer.text("correlation_id")));
	}

	@Test
	void unknownClientIsRefused() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(), "grant_type=client_credentials&client_id=nobody" + SCOPE);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("error")).isEqualTo("unauthorized_client");
		assertThat(answer.text("error_description"))
			.startsWith("AADSTS700016: Application with identifier 'nobody' was not found in the directory '%s'."
				.formatted(vault.tenantId()));
	}

	@Test
	void unknownTenantIsRefused() throws IOException, InterruptedException {
		VaultClient.Answer answer = token("nowhere", secret(vault.clientSecret()));
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("error")).isEqualTo("invalid_request");
		assertThat(answer.text("error_description")).startsWith("AADSTS90002: Tenant 'nowhere' not found.");
	}

	@Test
	void requestWithoutCredentialIsRefused() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(),
				"grant_type=client_credentials&client_id=" + vault.clientId() + SCOPE);
		assertThat(answer.json().get("error_codes")).isEqualTo(List.of(7000218));
	}

	@Test
	void otherGrantIsRefused() throws IOException, InterruptedException {
		VaultClient.Answer answer = token(vault.tenantId(), "grant_type=password");
		assertThat(answer.text("error")).isEqualTo("unsupported_grant_type");
	}

	@Test
	void setClientSecretReplacesTheOldOne() throws IOException, InterruptedException {
		String old = vault.clientSecret();
		vault.setClientSecret("new+secret");
		assertThat(token(vault.tenantId(), secret(old)).status()).isEqualTo(401);
		assertThat(token(vault.tenantId(), secret("new%2Bsecret")).status()).isEqualTo(200);
	}

	@Test
	void instanceDiscoveryNamesTheTenant() throws IOException, InterruptedException {
		VaultClient.Answer answer = client.getWithoutToken("/common/discovery/instance");
		assertThat(answer.text("tenant_discovery_endpoint"))
			.isEqualTo(vault.authorityHost() + "/" + vault.tenantId() + "/v2.0/.well-known/openid-configuration");
		assertThat(answer.json().get("metadata")).hasToString(
				"[{preferred_network=%1$s, preferred_cache=%1$s, ".formatted(vault.authorityHost().getAuthority())
						+ "aliases=[%s]}]".formatted(vault.authorityHost().getAuthority()));
	}

	@Test
	void openIdConfigurationNamesTheTokenEndpoint() throws IOException, InterruptedException {
		Map<?, ?> answer = client.getWithoutToken("/" + vault.tenantId() + "/v2.0/.well-known/openid-configuration")
			.json();
		assertThat(answer.get("token_endpoint"))
			.isEqualTo(vault.authorityHost() + "/" + vault.tenantId() + "/oauth2/v2.0/token");
		assertThat(client.getWithoutToken("/nowhere/v2.0/.well-known/openid-configuration").status()).isEqualTo(400);
	}

	@Test
	void administrationOfTheServerIsClosed() throws IOException, InterruptedException {
		assertThat(client.getWithoutToken("/__admin/mappings").status()).isEqualTo(401);
	}

	private static String secret(String value) {
		return "grant_type=client_credentials&client_id=%s&client_secret=%s%s".formatted(vault.clientId(), value,
				SCOPE);
	}

	private static VaultClient.Answer token(String tenant, String form) throws IOException, InterruptedException {
		return client.postForm("/" + tenant + "/oauth2/v2.0/token", form);
	}

}
