package dev.keyvault.object;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Vault}.
 */
class VaultTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			https://payments-kv.vault.azure.net,       https://payments-kv.vault.azure.net
			https://payments-kv.vault.azure.net/,      https://payments-kv.vault.azure.net
			HTTPS://Payments-KV.Vault.Azure.Net,       https://payments-kv.vault.azure.net
			https://payments-kv.vault.azure.net:443,   https://payments-kv.vault.azure.net
			https://payments-kv.vault.azure.net:443/,  https://payments-kv.vault.azure.net
			'  https://payments-kv.vault.azure.net ',  https://payments-kv.vault.azure.net
			https://localhost:8443,                    https://localhost:8443
			https://10.0.0.1:8443,                     https://10.0.0.1:8443
			https://[::1]:8443,                        https://[::1]:8443
			""")
	void ofWhenAddressIsValidNormalizesIt(String address, String endpoint) {
		assertThat(Vault.of("payments", address).endpoint()).isEqualTo(URI.create(endpoint));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			payments-kv.vault.azure.net,              it does not start with https://
			http://payments-kv.vault.azure.net,       it does not start with https://
			'',                                       it does not start with https://
			payments-kv,                              it does not start with https://
			https://payments-kv.vault.azure.net/keys, it has more than a host name and a port
			https://payments-kv.vault.azure.net//,    it has more than a host name and a port
			https://payments-kv.vault.azure.net?a=b,  it has more than a host name and a port
			https://payments-kv.vault.azure.net/#a,   it has more than a host name and a port
			https://payments_kv.vault.azure.net,      it has no valid host name
			https:payments-kv,                        it has no valid host name
			https:///,                                it has no valid host name
			https://payments-kv.vault.azure.net:0,    its port is not between 1 and 65535
			https://payments-kv.vault.azure.net:65536, its port is not between 1 and 65535
			https://,                                 it is not a URL
			https://payments kv.vault.azure.net,      it is not a URL
			https://${VAULT},                         it is not a URL
			""")
	void ofWhenAddressIsInvalidTellsTheRule(String address, String rule) {
		assertThatIllegalArgumentException().isThrownBy(() -> Vault.of("payments", address))
			.withMessage("'" + address + "' is not the address of a vault: " + rule);
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					https://user:s3cret-hunter2@kv.vault.azure.net,  https://[redacted]@kv.vault.azure.net, it has more than a host name and a port
					https://s3cret-hunter2@kv.vault.azure.net,       https://[redacted]@kv.vault.azure.net, it has more than a host name and a port
					https://user:hunt%er2@kv.vault.azure.net, https://[redacted]@kv.vault.azure.net, it is not a URL
					https://user:s3cret-hunter2@kv vault,            https://[redacted]@kv vault,           it is not a URL
					https://user:@s3cret-hunter2@kv.vault.azure.net, https://[redacted]@kv.vault.azure.net, it has no valid host name
					https://user:/s3cret-hunter2@kv.vault.azure.net, https://[redacted]@kv.vault.azure.net, it has more than a host name and a port
					http://user:s3cret-hunter2@kv.vault.azure.net,   [redacted]@kv.vault.azure.net,         it does not start with https://
					user:s3cret-hunter2@kv.vault.azure.net,          [redacted]@kv.vault.azure.net,         it does not start with https://
					""")
	void ofWhenAddressHasUserInfoNeverEchoesIt(String address, String shown, String rule) {
		assertThatIllegalArgumentException().isThrownBy(() -> Vault.of("payments", address))
			.withMessage("'" + shown + "' is not the address of a vault: " + rule)
			.withNoCause();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://payments-kv.vault.azure.net", "HTTPS://PAYMENTS-KV.vault.azure.net/secrets/a?b=c",
			"https://payments-kv.vault.azure.net:443/" })
	void servesWhenHostAndPortAreTheSameIsTrue(URI address) {
		assertThat(TestObjects.VAULT.serves(address)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://payments-kv.vault.azure.net", "https://payments-kv.vault.azure.net:8443",
			"https://other-kv.vault.azure.net", "https://payments-kv.vault.azure.net@evil.example",
			"https://payments-kv.vault.azure.net.evil.example", "//payments-kv.vault.azure.net", "/secrets/a",
			"https:opaque" })
	void servesWhenAddressIsElsewhereIsFalse(URI address) {
		assertThat(TestObjects.VAULT.serves(address)).isFalse();
	}

	@Test
	void servesWhenVaultHasPortComparesIt() {
		Vault vault = Vault.of("local", "https://localhost:8443");
		assertThat(vault.serves(URI.create("https://localhost:8443/secrets"))).isTrue();
		assertThat(vault.serves(URI.create("https://localhost/secrets"))).isFalse();
	}

	@Test
	void toStringNamesVaultAndAddress() {
		assertThat(TestObjects.VAULT).hasToString("'payments' (https://payments-kv.vault.azure.net)");
	}

}
