package dev.keyvault.azure;

import com.azure.core.http.HttpHeaderName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.azure.credential.Credential;
import dev.keyvault.azure.credential.TokenScope;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Challenge}.
 */
@Tag("jdk")
class ChallengeTests {

	@Test
	void findReadsTenantAndResource() {
		Challenge challenge = find(
				"Bearer authorization=\"https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47\", resource=\"https://vault.azure.net\"");
		assertThat(challenge)
			.isEqualTo(new Challenge("72f988bf-86f1-41af-91ab-2d7cd011db47", "https://vault.azure.net", null));
	}

	@Test
	void findReadsClaims() {
		Challenge challenge = find(
				"Bearer authorization_uri=\"https://login.microsoftonline.com/tenant/oauth2/authorize\", resource=\"https://vault.azure.net/\", error=\"insufficient_claims\", claims=\"eyJhIjoxfQ==\"");
		assertThat(challenge).isEqualTo(new Challenge("tenant", "https://vault.azure.net", "{\"a\":1}"));
	}

	@Test
	void findWhenValuesAreNonsenseLeavesThemOut() {
		assertThat(find("bearer authorization=\"https://login/--x;rm\", claims=\"%%\""))
			.isEqualTo(new Challenge(null, null, null));
		assertThat(find("Bearer")).isNull();
		assertThat(find("Basic realm=\"x\"")).isNull();
		assertThat(find(null)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "https://vault.azure.net,kv.vault.azure.net,true", "https://vault.azure.net,VAULT.azure.net,true",
			"https://kv.vault.azure.net,kv.vault.azure.net,true", "https://vault.azure.net,evilvault.azure.net,false",
			"https://vault.azure.net,vault.azure.net.evil.example,false", "vault.azure.net,kv.vault.azure.net,false",
			"https://other.example,kv.vault.azure.net,false", "not a uri,kv.vault.azure.net,false" })
	void isForComparesDomains(String resource, String host, boolean expected) {
		assertThat(new Challenge(null, resource, null).isFor(host)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "https://vault.azure.net,true", "HTTPS://Vault.Azure.NET,true", "http://vault.azure.net,false",
			"https://user@vault.azure.net,false", "https://vault.azure.net:8443,false",
			"https://vault.azure.net/path,false", "https://vault.azure.net?a=b,false",
			"https://vault.azure.net#a,false", "api://0123,false", "https:vault.azure.net,false",
			"//vault.azure.net,false", "https://,false", "https://a b,false" })
	void isResourceAllowedTakesHttpsAndAHostOnly(String resource, boolean expected) {
		Challenge challenge = new Challenge(null, resource, null);
		assertThat(challenge.isResourceAllowed()).isEqualTo(expected);
		assertThat(challenge.isFor("kv.vault.azure.net")).isEqualTo(expected);
	}

	@Test
	void isForIsFalseForATopLevelDomain() {
		assertThat(new Challenge(null, "https://net", null).isFor("kv.vault.azure.net")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://login.microsoftonline.com/tenant", "https://a@login.microsoftonline.com/tenant",
			"https://login.microsoftonline.com/tenant?a=b", "https://login.microsoftonline.com/tenant#a",
			"https://login.microsoftonline.com/", "https://login.microsoftonline.com",
			"api://login.microsoftonline.com/tenant" })
	void findWhenAuthorityIsMoreThanHostAndPathTakesNoTenantOutOfIt(String authority) {
		assertThat(find(
				"Bearer authorization=\"%s\", resource=\"https://vault.azure.net/.default/\"".formatted(authority)))
			.extracting(Challenge::tenant)
			.isNull();
	}

	@Test
	void findWhenChallengeIsTooLongIgnoresIt() {
		String challenge = "Bearer resource=\"https://vault.azure.net\", a=\"%s\"";
		assertThat(find(challenge.formatted("x".repeat(4000)))).isNotNull();
		assertThat(find(challenge.formatted("x".repeat(40_000)))).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a ", "a=", "a=\"", "=", "\"", " ", "a=b" })
	void parseReadsWhatIsThereOutOfNonsense(String nonsense) {
		String text = nonsense.repeat(500_000) + "\" \", resource = \"here\", resource=\"later\"";
		assertThat(ChallengeParameters.parse(text).values()).contains("here");
	}

	@Test
	void scopeHasTenantOnlyIfNeeded() {
		Challenge challenge = new Challenge("tenant", "https://vault.azure.net", null);
		assertThat(challenge.scope(Credential.Need.SCOPE))
			.isEqualTo(new TokenScope("https://vault.azure.net/.default", null));
		assertThat(challenge.scope(Credential.Need.SCOPE_AND_TENANT))
			.isEqualTo(new TokenScope("https://vault.azure.net/.default", "tenant"));
	}

	private static @Nullable Challenge find(@Nullable String header) {
		StatusOnly response = new StatusOnly(401);
		if (header != null) {
			response.getHeaders().set(HttpHeaderName.WWW_AUTHENTICATE, header);
		}
		return Challenge.find(response);
	}

}
