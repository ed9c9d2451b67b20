package dev.keyvault.azure.http;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.object.SensitiveValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Proxies}.
 */
class ProxiesTests {

	private static final String VAULT = "https://payments-kv.vault.azure.net";

	private final AzureFixture fixture = new AzureFixture();

	@ParameterizedTest
	@CsvSource({ "http://proxy.example.org:3128, proxy.example.org:3128",
			"proxy.example.org:3128, proxy.example.org:3128", "http://proxy.example.org, proxy.example.org:80",
			"HTTP://10.0.0.1:8080/, 10.0.0.1:8080", "http://[fd00::1]:3128, [fd00::1]:3128",
			"http://shop:pa55@proxy:1, proxy:1", "shop@proxy:1, proxy:1" })
	void findTakesVariable(String variable, String proxy) {
		this.fixture.variables.put("HTTPS_PROXY", variable);
		assertThat(find(VAULT)).isEqualTo("'" + proxy + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://proxy.example.org:443", "socks5://proxy:1080",
			"http://shop:s3cret-pa55-of-proxy@@proxy:1", "http://shop:s3cret-pa55-of-proxy/@proxy:1",
			"http://proxy:port", "http://shop:s3cret-pa55-of-proxy%zz@proxy:1" })
	void findWhenVariableIsNoProxyDoesNotQuoteIt(String variable) {
		this.fixture.variables.put("HTTPS_PROXY", variable);
		assertThatIllegalArgumentException().isThrownBy(() -> find(VAULT))
			.withMessageContaining("HTTPS_PROXY")
			.withMessageNotContainingAny("s3cret-pa55-of-proxy", "zz")
			.withNoCause();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			*                                    | https://payments-kv.vault.azure.net      | true
			vault.azure.net                      | https://payments-kv.vault.azure.net      | true
			.vault.azure.net                     | https://payments-kv.vault.azure.net      | true
			*.vault.azure.net                    | https://payments-kv.vault.azure.net      | true
			VAULT.azure.NET                      | https://payments-kv.vault.azure.net      | true
			ault.azure.net                       | https://payments-kv.vault.azure.net      | false
			payments-kv.vault.azure.net:443      | https://payments-kv.vault.azure.net      | true
			payments-kv.vault.azure.net:8443     | https://payments-kv.vault.azure.net      | false
			payments-kv.vault.azure.net:8443     | https://payments-kv.vault.azure.net:8443 | true
			localhost,127.0.0.1,10.0.0.0/8,.net  | https://payments-kv.vault.azure.net      | true
			localhost, 10.244.0.0/16 , 10.0.0.1  | https://10.244.7.9                       | true
			10.244.0.0/16                        | https://10.245.7.9                       | false
			10.0.0.1                             | https://10.0.0.1:8443                    | true
			10.0.0.1/33                          | https://10.0.0.1                         | false
			fd00::/8                             | https://[fd12::1]                        | true
			[fd12::1]:443                        | https://[fd12::1]                        | true
			10.0.0.0/8                           | https://payments-kv.vault.azure.net      | false
			168.63.129.16,konnectivity           | https://payments-kv.vault.azure.net      | false
			""")
	void findPassesOverHostsOfNoProxy(String direct, String address, boolean isDirect) {
		this.fixture.variables.put("https_proxy", "http://proxy:3128");
		this.fixture.variables.put("no_proxy", direct);
		assertThat(find(address) == null).isEqualTo(isDirect);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://169.254.169.254/metadata", "https://169.254.169.254", "https://localhost:8443",
			"https://127.0.0.1", "https://[::1]", "https://[fe80::1]", "http://10.0.0.1:41741/msi/token",
			"http://localhost:40342/metadata" })
	void findNeverTakesProxyToThisMachine(String address) {
		this.fixture.variables.put("HTTPS_PROXY", "http://proxy:3128");
		this.fixture.properties.put("https.proxyHost", "proxy");
		this.fixture.http = with(List.of());
		assertThat(find(address)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "localhost|*.azure.net, true", "vault.azure.net, false", "payments-kv.vault.azure.net, true" })
	void findPassesOverHostsOfJvm(String direct, boolean isDirect) {
		this.fixture.properties.put("https.proxyHost", "proxy");
		this.fixture.properties.put("http.nonProxyHosts", direct);
		this.fixture.variables.put("HTTPS_PROXY", "http://other:3128");
		assertThat(find(VAULT)).isEqualTo(isDirect ? null : "'proxy:443'");
	}

	@Test
	void findTakesSettingsBeforeJvmBeforeSelectorBeforeVariable() {
		this.fixture.variables.put("HTTPS_PROXY", "http://variable:1");
		assertThat(find(VAULT)).isEqualTo("'variable:1'");
		this.fixture.proxySelector = ProxySelector.of(InetSocketAddress.createUnresolved("selector", 2));
		assertThat(find(VAULT)).isEqualTo("'selector:2'");
		this.fixture.properties.put("https.proxyHost", "jvm");
		this.fixture.properties.put("https.proxyPort", "3");
		assertThat(find(VAULT)).isEqualTo("'jvm:3'");
		this.fixture.http = with(List.of());
		assertThat(find(VAULT)).isEqualTo("'settings:4'");
		this.fixture.http = with(List.of("*"));
		assertThat(find(VAULT)).isNull();
	}

	@Test
	void findWithoutAnyoneWhoSaysSoFindsNone() {
		assertThat(find(VAULT)).isNull();
	}

	@Test
	void toStringShowsNoPassword() {
		this.fixture.http = with(List.of());
		ForwardProxy proxy = new Proxies(this.fixture.environment()).find(URI.create(VAULT));
		assertThat(proxy).isNotNull();
		assertThat(proxy.toString() + this.fixture.http).doesNotContain("s3cret-pa55-of-settings");
		assertThat(proxy.authorization()).isEqualTo("Basic c2hvcDpzM2NyZXQtcGE1NS1vZi1zZXR0aW5ncw==");
	}

	private static HttpSettings with(List<String> direct) {
		ProxySettings proxy = new ProxySettings("settings", 4, "shop", SensitiveValue.of("s3cret-pa55-of-settings"),
				direct);
		return new HttpSettings(HttpSettings.DEFAULTS.connectTimeout(), HttpSettings.DEFAULTS.responseTimeout(), proxy);
	}

	private @Nullable String find(String address) {
		ForwardProxy proxy = new Proxies(this.fixture.environment()).find(URI.create(address));
		return (proxy != null) ? proxy.describe() : null;
	}

}
