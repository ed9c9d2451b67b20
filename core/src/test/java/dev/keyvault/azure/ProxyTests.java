package dev.keyvault.azure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads through a proxy from hosts that only the proxy knows.
 */
class ProxyTests {

	private static final String PASSWORD = "s3cret-pa55-of-proxy@:%";

	private static final String ENCODED = "s3cret-pa55-of-proxy%40%3A%25";

	private static final String LOGIN = basic("shop:" + PASSWORD);

	private static final List<String> BOTH = List.of("CONNECT login.example.org:443 HTTP/1.1",
			"CONNECT payments.example.org:443 HTTP/1.1");

	private final List<String> proxyHeaders = new CopyOnWriteArrayList<>();

	private HttpsDouble hosts;

	@TempDir
	private Path directory;

	private Path authorities;

	@BeforeEach
	void start() throws IOException {
		IssuedCertificate certificate = Certificates.ISSUER.leaf("hosts", Certificates.ROOT, "payments.example.org",
				"login.example.org");
		this.hosts = new HttpsDouble(certificate, this::answer);
		this.authorities = Files.writeString(this.directory.resolve("ca.pem"),
				CertificateTexts.pem(Certificates.ROOT.certificate()));
	}

	@AfterEach
	void close() {
		this.hosts.close();
	}

	private HttpsDouble.Answer answer(HttpExchange exchange) {
		this.proxyHeaders.addAll(exchange.getRequestHeaders().getOrDefault("Proxy-Authorization", List.of()));
		if (exchange.getRequestURI().getPath().endsWith("/oauth2/v2.0/token")) {
			return HttpsDouble.Answer.of(200,
					"{\"token_type\":\"Bearer\",\"expires_in\":3600,\"access_token\":\"s3cret-t0ken-of-shop\"}");
		}
		return exchange.getRequestHeaders().containsKey("Authorization") ? HttpsDouble.Answer.of(200,
				"{\"value\":\"v\",\"id\":\"https://payments.example.org/secrets/name/0123456789abcdef0123456789abcdef\",\"attributes\":{\"enabled\":true,\"created\":1,\"updated\":1}}")
				: HttpsDouble.Answer.challenge("https://vault.azure.net");
	}

	private ConnectProxy proxy(String wanted) {
		return new ConnectProxy(this.hosts.endpoint().getPort(), wanted, 200);
	}

	@Test
	void readWithVariableAndLoginGoesThroughProxyForVaultAndToken() {
		try (ConnectProxy proxy = proxy(LOGIN)) {
			String output = read(Map.of("HTTPS_PROXY", "http://shop:" + ENCODED + "@" + proxy.address()));
			assertThat(output).endsWith("read").doesNotContain(PASSWORD, ENCODED, LOGIN);
			assertThat(proxy.targets).containsAll(BOTH);
			assertThat(proxy.logins).containsOnly(LOGIN);
			assertThat(this.proxyHeaders).isEmpty();
		}
	}

	@Test
	void readWithVariableInLowerCaseAndWithoutLoginGoesThroughProxy() {
		try (ConnectProxy proxy = proxy("")) {
			assertThat(read(Map.of("https_proxy", proxy.address()))).endsWith("read");
			assertThat(proxy.targets).containsAll(BOTH);
			assertThat(proxy.logins).containsOnly("");
		}
	}

	@Test
	void readWithPropertiesOfJvmAndLoginGoesThroughProxyForVaultAndToken() {
		try (ConnectProxy proxy = proxy(LOGIN)) {
			String output = read(Map.of("HTTPS_PROXY", "http://other.example.org:1"), "-Dhttps.proxyHost=localhost",
					"-Dhttps.proxyPort=" + proxy.port(), "-Dhttps.proxyUser=shop", "-Dhttps.proxyPassword=" + PASSWORD);
			assertThat(output).endsWith("read").doesNotContain(PASSWORD, LOGIN);
			assertThat(proxy.targets).containsAll(BOTH);
			assertThat(proxy.logins).containsOnly(LOGIN);
		}
	}

	@Test
	void readWithSettingsGoesThroughTheirProxyOnly() {
		try (ConnectProxy proxy = proxy(LOGIN)) {
			String output = ChildJvm.run(Map.of("HTTPS_PROXY", "http://other.example.org:1", "NO_PROXY", "*"),
					"-Dhttps.proxyHost=nowhere.invalid", ReadThroughProxyInChild.class.getName(),
					this.authorities.toString(), String.valueOf(proxy.port()), "shop", PASSWORD);
			assertThat(output).endsWith("read").doesNotContain(PASSWORD, LOGIN);
			assertThat(proxy.targets).containsAll(BOTH);
			assertThat(proxy.logins).containsOnly(LOGIN);
		}
	}

	@Test
	void readWhenProxyAsksForLoginTellsCure() {
		try (ConnectProxy proxy = proxy(LOGIN)) {
			assertThat(lastLine(read(Map.of("HTTPS_PROXY", "http://" + proxy.address())))).isEqualTo(
					"Vault 'payments' (https://payments.example.org) cannot be reached: the proxy '%s' asks for a login (HTTP 407). Set 'http.proxy.username' and 'http.proxy.password', or put user and password into the variable HTTPS_PROXY (http://user:password@host:port).",
					proxy.address());
			assertThat(proxy.targets).hasSize(1);
		}
	}

	@Test
	void readWhenProxyAsksForLoginOnTheWayToTokensTellsCure() {
		try (ConnectProxy proxy = proxy(LOGIN).guardOnly("login.example.org")) {
			String output = read(Map.of("HTTPS_PROXY", "http://" + proxy.address()));
			assertThat(lastLine(output)).isEqualTo(
					"No token for vault 'payments' (https://payments.example.org): the token endpoint 'https://login.example.org' cannot be reached: the proxy '%s' asks for a login (HTTP 407). Set 'http.proxy.username' and 'http.proxy.password', or put user and password into the variable HTTPS_PROXY (http://user:password@host:port).",
					proxy.address());
			assertThat(proxy.targets).contains("CONNECT login.example.org:443 HTTP/1.1");
			assertThat(output).doesNotContain("s3cret-of-application");
		}
	}

	@Test
	void readWhenProxyDoesNotAcceptLoginTellsWhoseItIs() {
		try (ConnectProxy proxy = proxy(LOGIN)) {
			String output = read(Map.of("HTTPS_PROXY", "http://shop:s3cret-pa55-of-other@" + proxy.address()));
			assertThat(lastLine(output)).isEqualTo(
					"Vault 'payments' (https://payments.example.org) cannot be reached: the proxy '%s' does not accept the login (HTTP 407). Correct the environment variable HTTPS_PROXY. If they are right: the proxy may allow no 'Basic' login, or an HTTP client was in use before the vaults were; then start the JVM with -Djdk.http.auth.tunneling.disabledSchemes=\"\".",
					proxy.address());
			assertThat(output).doesNotContain("s3cret-pa55-of-other", basic("shop:s3cret-pa55-of-other"));
		}
	}

	@Test
	void readWhenProxyDoesNotConnectTellsStatus() {
		try (ConnectProxy proxy = new ConnectProxy(this.hosts.endpoint().getPort(), "", 403)) {
			assertThat(lastLine(read(Map.of("HTTPS_PROXY", "http://" + proxy.address())))).isEqualTo(
					"Vault 'payments' (https://payments.example.org) cannot be reached: the proxy '%s' answered HTTP 403 instead of connecting to it. Let the proxy connect to this host, or name the host in NO_PROXY ('http.proxy.non-proxy-hosts', http.nonProxyHosts) if there is a way without the proxy.",
					proxy.address());
		}
	}

	@Test
	void readWhenProxyIsNotThereNamesIt() {
		ConnectProxy proxy = proxy("");
		proxy.close();
		assertThat(lastLine(read(Map.of("HTTPS_PROXY", "http://" + proxy.address())))).isEqualTo(
				"Vault 'payments' (https://payments.example.org) does not accept connections (through the proxy '%s'). Check the address and the port, and that the network lets this application connect.",
				proxy.address());
	}

	private String read(Map<String, String> variables, String... options) {
		List<String> arguments = new ArrayList<>(List.of(options));
		arguments.add(ReadThroughProxyInChild.class.getName());
		arguments.add(this.authorities.toString());
		return ChildJvm.run(variables, arguments.toArray(String[]::new));
	}

	private static String lastLine(String output) {
		return output.substring(output.lastIndexOf('\n') + 1);
	}

	private static String basic(String login) {
		return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
	}

}
