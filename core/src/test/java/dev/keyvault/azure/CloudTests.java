package dev.keyvault.azure;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.Vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Cloud}.
 */
class CloudTests {

	@ParameterizedTest
	@CsvSource({ "PUBLIC,https://payments-kv.vault.azure.net,https://vault.azure.net/.default",
			"US_GOVERNMENT,https://payments-kv.vault.usgovcloudapi.net,https://vault.usgovcloudapi.net/.default",
			"CHINA,https://payments-kv.vault.azure.cn,https://vault.azure.cn/.default" })
	void endpointIsInTheCloud(Cloud cloud, URI endpoint, String scope) {
		assertThat(cloud.endpoint("Payments-kv")).isEqualTo(endpoint);
		assertThat(Cloud.find(new Vault("payments", endpoint))).hasValue(cloud);
		assertThat(cloud.scope()).isEqualTo(scope);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ab", "1payments", "payments-", "payments.vault", "a/b", "abcdefghijklmnopqrstuvwxy" })
	void endpointWhenNameIsNoVaultNameFails(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Cloud.PUBLIC.endpoint(name))
			.withMessage(
					"'%s' is not the name of a vault: expected 3 to 24 letters, digits or dashes, the first a letter",
					name);
	}

	@Test
	void findWhenHostOnlyLooksLikeACloudGivesNone() {
		assertThat(Cloud.find(new Vault("payments", URI.create("https://evilvault.azure.net")))).isEmpty();
		assertThat(Cloud.find(new Vault("payments", URI.create("https://kv.vault.azure.net.evil.example")))).isEmpty();
	}

}
