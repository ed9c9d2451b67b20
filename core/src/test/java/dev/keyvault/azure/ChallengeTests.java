package dev.keyvault.azure;

import com.azure.core.http.HttpHeaderName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Challenge}.
 */
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
