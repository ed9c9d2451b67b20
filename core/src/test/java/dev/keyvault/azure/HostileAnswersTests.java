package dev.keyvault.azure;

import java.net.URI;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.http.Limits;
import dev.keyvault.object.ObjectKind;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.VaultUnreachableException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that answers which are no vault's cost little and are told as what they are.
 */
class HostileAnswersTests {

	private final AzureFixture fixture = new AzureFixture();

	private volatile HttpsDouble.Answer answer = HttpsDouble.Answer.of(200, "{}");

	private final HttpsDouble server = new HttpsDouble(Certificates.EC_LEAF, this::answer);

	private final Vault vault = AzureFixture.vault("payments", this.server.endpoint());

	private final ObjectSource source = open(CredentialSettings.staticToken(SensitiveValue.of("token")));

	private HttpsDouble.Answer answer(HttpExchange exchange) {
		return this.answer;
	}

	private ObjectSource open(CredentialSettings credential) {
		return this.fixture.open(new VaultSettings(this.vault, Cloud.PUBLIC, credential,
				CertificateTexts.pem(Certificates.ROOT.certificate()), false));
	}

	@AfterEach
	void close() {
		this.server.close();
		this.fixture.close();
	}

	@Test
	void readWhenAnswerIsTooLongBreaksOffAndAsksOnce() {
		this.answer = HttpsDouble.Answer.of(200, " ".repeat(Limits.BODY + 1));
		assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(this::read)
			.withMessage(
					"Vault 'payments' (%s) answers with more than is read of any answer. Check the address: something else may answer in its place, or change the answer.",
					this.vault.endpoint());
		assertThat(this.server.authorizations).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "[,]", "{\"a\":,}", "9,''", "1e9,''" })
	void readWhenJsonIsABombIsNotJson(String open, String close) {
		this.answer = HttpsDouble.Answer.of(200, "{\"a\":" + open.repeat(500_000) + close.repeat(500_000) + "}");
		assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(this::read)
			.withMessageStartingWith("Vault 'payments' (%s) answered with something that is not JSON.",
					this.vault.endpoint());
	}

	@ParameterizedTest
	@CsvSource({ "https://HOST/secrets?api-version=7.4,not to another page of the list",
			"https://HOST/keys?page=2,not to another page of the list",
			"https://HOST/secrets/name?page=2,not to another page of the list",
			"https://user@HOST/secrets?page=2,not to another page of the list",
			"https://HOST/secrets?page=2#a,not to another page of the list", "//HOST/secrets?page=2,no address",
			"/secrets?page=2,no address", "http://HOST/secrets?page=2,no address", "https:///secrets,no address",
			"file:///etc/passwd,no address", "https://HOST/secrets?a=^,no address" })
	void listWhenLinkIsNotToTheNextPageSaysSo(String link, String fault) {
		assertLinkIsRefused(link, "sent a link that is " + fault);
	}

	@Test
	void listWhenPagesMakeACircleEndsIt() {
		assertLinkIsRefused("https://HOST/secrets?page=2", "sent a link that is not to another page of the list");
		assertThat(this.server.authorizations).hasSize(2);
	}

	private void assertLinkIsRefused(String link, String fault) {
		String host = this.vault.endpoint().getAuthority();
		this.answer = HttpsDouble.Answer.of(200,
				"{\"value\":[],\"nextLink\":\"%s\"}".formatted(link.replace("HOST", host)));
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> this.source.list(this.vault, ObjectKind.SECRET, this.fixture.deadline()))
			.withMessage(
					"Vault 'payments' (%s) %s. Check that 'endpoint' is the address of a vault; a proxy may have changed the answer.",
					this.vault.endpoint(), fault);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://vault.azure.net", "https://user@vault.azure.net", "https://vault.azure.net/path",
			"api://01234567-89ab-cdef-0123-456789abcdef", "https://vault.azure.net:444" })
	void readWhenChallengeNamesMoreThanAHostAsksForNoTokenEvenIfNothingIsVerified(String resource) {
		this.answer = HttpsDouble.Answer.challenge(resource);
		ObjectSource challenged = open(CredentialSettings.builder(CredentialType.CLIENT_SECRET)
			.tenantId("11111111-2222-3333-4444-555555555555")
			.clientId("client")
			.clientSecret(SensitiveValue.of("secret"))
			.authorityHost(URI.create("https://localhost:1"))
			.build());
		assertThatExceptionOfType(AuthenticationFailedException.class)
			.isThrownBy(() -> this.fixture.read(challenged, AzureFixture.secret(this.vault, "name")))
			.withMessage(
					"Vault 'payments' (%s) asked for a token for '%s', which is not 'https://' with a host and nothing else. Check that 'endpoint' is the address of a vault; a proxy or another service may have answered.",
					this.vault.endpoint(), resource);
	}

	private void read() {
		this.fixture.read(this.source, AzureFixture.secret(this.vault, "name"));
	}

}
