package dev.keyvault.azure;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.object.ObjectId;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.ObjectName;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AuthorizationPolicy} with what it works with.
 */
@Tag("jdk")
class AuthorizationPolicyTests {

	private static final String TENANT = "11111111-2222-3333-4444-555555555555";

	private static final String SECRET = "{\"id\":\"https://%s/secrets/name/0123456789abcdef0123456789abcdef\",\"value\":\"value\"}";

	private final AzureFixture fixture = new AzureFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void readWhenTwoHundredStartAtOnceTakesOneChallengeAndOneToken() throws InterruptedException, ExecutionException {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.putSecret("name", "value");
			ObjectSource source = this.fixture.open(AzureFixture.withClientSecret(embedded));
			Vault vault = AzureFixture.vault(embedded);
			ParallelReads.run(200, (number) -> this.fixture.read(source, AzureFixture.secret(vault, "name")));
			assertThat(embedded.requests().challenges()).isOne();
			assertThat(embedded.requests().tokenRequests()).isOne();
			assertThat(embedded.requests().count("/secrets/name")).isEqualTo(201);
		}
	}

	@Test
	void readWhenTwoVaultsHaveEqualCredentialsTakesOneToken() {
		try (EmbeddedKeyVault first = EmbeddedKeyVault.start();
				EmbeddedKeyVault second = EmbeddedKeyVault.builder().sharingIdentityWith(first).start()) {
			Vault one = AzureFixture.vault("one", first.endpoint());
			Vault two = AzureFixture.vault("two", second.endpoint());
			ObjectSource source = this.fixture.open(settings(one, first), settings(two, first));
			first.putSecret("name", "value");
			second.putSecret("name", "value");
			this.fixture.read(source, AzureFixture.secret(one, "name"));
			this.fixture.read(source, AzureFixture.secret(two, "name"));
			assertThat(first.requests().tokenRequests() + second.requests().tokenRequests()).isOne();
			assertThat(first.requests().challenges()).isOne();
			assertThat(second.requests().challenges()).isOne();
		}
	}

	private static VaultSettings settings(Vault vault, EmbeddedKeyVault authority) {
		return new VaultSettings(vault, Cloud.PUBLIC, AzureFixture.clientSecret(authority).build(),
				authority.certificateAuthorityPem(), false);
	}

	@Test
	void readWhenTokenIsGivenTakesNoChallenge() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.putSecret("name", "value");
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			this.fixture.read(source, AzureFixture.secret(AzureFixture.vault(embedded), "name"));
			assertThat(embedded.requests().lines()).containsExactly("GET /secrets/name");
		}
	}

	@ParameterizedTest
	@EnumSource(ObjectKind.class)
	void readWhenTokenCannotBeSentTellsSoAndNotTheToken(ObjectKind kind) {
		Vault vault = AzureFixture.vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));
		ObjectSource source = this.fixture
			.open(VaultSettings.of(vault, CredentialSettings.staticToken(SensitiveValue.of("t0ken\n"))));
		assertThatExceptionOfType(AuthenticationFailedException.class)
			.isThrownBy(() -> this.fixture.read(source, new ObjectId(vault, kind, new ObjectName("name"), null)))
			.withMessage(
					"The token for vault 'payments' (https://payments-kv.vault.azure.net) cannot be sent: it has white space or another character that no token has; credential: static token. Correct what gives it, or choose another 'vaults.payments.credential.type'.")
			.withNoCause();
	}

	@Test
	void readWhenTokensAreRevokedTakesOneNewTokenForAll() throws InterruptedException, ExecutionException {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.putSecret("name", "value");
			Vault vault = AzureFixture.vault(embedded);
			ObjectSource source = this.fixture.open(AzureFixture.withClientSecret(embedded));
			this.fixture.read(source, AzureFixture.secret(vault, "name"));
			embedded.expireTokens();
			ParallelReads.run(50, (number) -> this.fixture.read(source, AzureFixture.secret(vault, "name")));
			assertThat(embedded.requests().tokenRequests()).isEqualTo(2);
		}
	}

	@Test
	void readWhenVaultWantsClaimsAsksForTokenThatHasThem() {
		try (EmbeddedKeyVault authority = EmbeddedKeyVault.start();
				HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, new ClaimsWanted()::answer)) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture
				.open(new VaultSettings(vault, Cloud.PUBLIC, AzureFixture.clientSecret(authority).build(),
						authority.certificateAuthorityPem() + CertificateTexts.pem(Certificates.ROOT.certificate()),
						false));
			assertThat(this.fixture.read(source, AzureFixture.secret(vault, "name"))).isNotNull();
			assertThat(server.authorizations).hasSize(3).doesNotHaveDuplicates();
			assertThat(authority.requests().tokenRequests()).isEqualTo(2);
		}
	}

	@Test
	void readWhenGivenTokenIsNotAcceptedFailsAtOnce() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			ObjectSource source = this.fixture
				.open(AzureFixture.settings(embedded, CredentialSettings.staticToken(SensitiveValue.of("eyJ-secret"))));
			Vault vault = AzureFixture.vault(embedded);
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) does not accept the token (HTTP 401); credential: static token. Check that the identity is one of the vault's tenant and cloud, and that the clock of this machine is right.",
						embedded.endpoint());
			assertThat(embedded.requests().total()).isOne();
		}
	}

	@Test
	void readWhenVaultIsOfAnotherTenantTellsBoth() {
		try (EmbeddedKeyVault own = EmbeddedKeyVault.builder().tenantId(TENANT).start();
				EmbeddedKeyVault other = EmbeddedKeyVault.start()) {
			Vault vault = AzureFixture.vault(other);
			ObjectSource source = this.fixture
				.open(new VaultSettings(vault, Cloud.PUBLIC, AzureFixture.clientSecret(own).build(),
						own.certificateAuthorityPem() + other.certificateAuthorityPem(), false));
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) belongs to tenant '%s', but the token of client secret (client '%s', tenant '%s') is from another. Wrong tenant: set 'vaults.payments.credential.tenant-id' to the vault's, and use an identity of that tenant.",
						other.endpoint(), other.tenantId(), own.clientId(), TENANT);
			assertThat(own.requests().tokenRequests()).isOne();
		}
	}

	@Test
	void readWhenResourceIsOfAnotherDomainSendsNoToken() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			VaultSettings lax = AzureFixture.withClientSecret(embedded);
			VaultSettings strict = new VaultSettings(lax.vault(), Cloud.PUBLIC, lax.credential(),
					lax.trustedCertificates(), true);
			ObjectSource source = this.fixture.open(strict);
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(strict.vault(), "name")))
				.withMessage(
						"Vault 'payments' (%s) asked for a token for 'https://vault.azure.net', which is not for this host. Check the address of the vault; only if you trust it, set 'vaults.payments.verify-challenge-resource' to false.",
						embedded.endpoint());
			assertThat(embedded.requests().tokenRequests()).isZero();
		}
	}

	@Test
	void readWhenResourceIsTheHostIsTrusted() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.builder().challengeResource("https://localhost").start()) {
			embedded.putSecret("name", "value");
			VaultSettings lax = AzureFixture.withClientSecret(embedded);
			ObjectSource source = this.fixture
				.open(new VaultSettings(lax.vault(), Cloud.PUBLIC, lax.credential(), lax.trustedCertificates(), true));
			assertThat(this.fixture.read(source, AzureFixture.secret(lax.vault(), "name"))).isNotNull();
		}
	}

	@Test
	void listWhenNextLinkIsOnAnotherHostSendsNoTokenThere() {
		try (HttpsDouble other = new HttpsDouble(Certificates.EC_LEAF, AuthorizationPolicyTests::emptyPage);
				HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, (exchange) -> HttpsDouble.Answer.of(200,
						"{\"value\":[],\"nextLink\":\"%s/secrets?page=2\"}".formatted(other.endpoint())))) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture.open(withToken(vault));
			for (Runnable list : List.<Runnable>of(() -> source.list(vault, ObjectKind.SECRET, this.fixture.deadline()),
					() -> source.versions(AzureFixture.secret(vault, "name"), this.fixture.deadline()),
					() -> source.versions(AzureFixture.key(vault, "name"), this.fixture.deadline()))) {
				assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(list::run)
					.withMessage(
							"Vault 'payments' (%s) links to another host, 'localhost:%d', to which no token is sent. Check that 'endpoint' is the address of a vault; a proxy may have changed the answer.",
							server.endpoint(), other.endpoint().getPort());
			}
			assertThat(other.authorizations).isEmpty();
		}
	}

	private static HttpsDouble.Answer emptyPage(HttpExchange exchange) {
		return HttpsDouble.Answer.of(200, "{\"value\":[]}");
	}

	@Test
	void readWhenVaultRedirectsDoesNotFollow() {
		try (HttpsDouble other = new HttpsDouble(Certificates.EC_LEAF, AuthorizationPolicyTests::emptyPage);
				HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, (exchange) -> new HttpsDouble.Answer(302,
						Map.of("Location", other.endpoint().toString()), ""))) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture.open(withToken(vault));
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) answered HTTP 302. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
						server.endpoint());
			assertThat(other.authorizations).isEmpty();
		}
	}

	private static VaultSettings withToken(Vault vault) {
		return new VaultSettings(vault, Cloud.PUBLIC, CredentialSettings.staticToken(SensitiveValue.of("token")),
				CertificateTexts.pem(Certificates.ROOT.certificate()), true);
	}

	@Test
	void readWhenVaultAsksForNoTokenIsNotTrusted() {
		try (HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, AuthorizationPolicyTests::emptyPage)) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture.open(withClientSecret(vault));
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) answered HTTP 200 to a request without a token, which no Key Vault does. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
						server.endpoint());
		}
	}

	@Test
	void readWhenChallengeSaysNothingIsNotTrusted() {
		try (HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF,
				(exchange) -> new HttpsDouble.Answer(401, Map.of("WWW-Authenticate", "Basic realm=\"proxy\""), ""))) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture.open(withClientSecret(vault));
			assertThatExceptionOfType(AuthenticationFailedException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) does not say what it wants a token for. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
						server.endpoint());
		}
	}

	@Test
	void readWhenNotFoundIsNotToldByVaultIsNoMissingObject() {
		try (HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF,
				(exchange) -> HttpsDouble.Answer.of(404, "<html>"))) {
			Vault vault = AzureFixture.vault("payments", server.endpoint());
			ObjectSource source = this.fixture.open(withToken(vault));
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) answered HTTP 404. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
						server.endpoint());
		}
	}

	private static VaultSettings withClientSecret(Vault vault) {
		CredentialSettings credential = CredentialSettings.builder(CredentialType.CLIENT_SECRET)
			.tenantId(TENANT)
			.clientId("client")
			.clientSecret(SensitiveValue.of("secret"))
			.authorityHost(URI.create("https://localhost:1"))
			.build();
		return new VaultSettings(vault, Cloud.PUBLIC, credential, CertificateTexts.pem(Certificates.ROOT.certificate()),
				true);
	}

	/**
	 * A vault that wants claims in the second token.
	 */
	private static final class ClaimsWanted {

		private int requests;

		private HttpsDouble.Answer answer(HttpExchange exchange) {
			this.requests++;
			return (this.requests != 3) ? HttpsDouble.Answer.challenge("https://vault.azure.net\", claims=\"e30=")
					: HttpsDouble.Answer.of(200, SECRET.formatted(exchange.getRequestHeaders().getFirst("Host")));
		}

	}

}
