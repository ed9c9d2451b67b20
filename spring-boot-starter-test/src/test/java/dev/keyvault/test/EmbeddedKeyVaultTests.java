package dev.keyvault.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link EmbeddedKeyVault}.
 */
@Tag("jdk")
class EmbeddedKeyVaultTests {

	@Test
	void propertiesLeadAnApplicationToTheVault() {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			assertThat(vault.properties("payments")).isEqualTo(Map.of("keyvault.vaults.payments.endpoint",
					"https://localhost:" + vault.endpoint().getPort(), "keyvault.vaults.payments.name", "",
					"keyvault.vaults.payments.trusted-certificates", "file:" + vault.certificateAuthorityFile(),
					"keyvault.vaults.payments.verify-challenge-resource", "false",
					"keyvault.vaults.payments.credential.type", "client-secret",
					"keyvault.vaults.payments.credential.tenant-id", vault.tenantId(),
					"keyvault.vaults.payments.credential.client-id", vault.clientId(),
					"keyvault.vaults.payments.credential.client-secret", vault.clientSecret(),
					"keyvault.vaults.payments.credential.directory", "",
					"keyvault.vaults.payments.credential.authority-host", vault.authorityHost().toString()));
			assertThat(vault.propertyValues("payments")).hasSize(10)
				.contains("keyvault.vaults.payments.endpoint=" + vault.endpoint());
		}
	}

	@Test
	void certificateAuthorityFileHoldsPem() throws IOException {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			assertThat(vault.certificateAuthorityFile()).content()
				.isEqualTo(vault.certificateAuthorityPem())
				.startsWith("-----BEGIN CERTIFICATE-----\n")
				.endsWith("-----END CERTIFICATE-----\n");
		}
	}

	@Test
	void vaultsThatShareAnIdentityAcceptEachOthersTokens() throws IOException, InterruptedException {
		try (EmbeddedKeyVault first = EmbeddedKeyVault.start();
				EmbeddedKeyVault second = EmbeddedKeyVault.builder().sharingIdentityWith(first).start()) {
			second.putSecret("name", "of second");
			VaultClient client = new VaultClient(first);
			VaultClient.Answer answer = client.getExactly(second.endpoint() + "/secrets/name?api-version=2025-07-01");
			assertThat(answer.text("value")).isEqualTo("of second");
			assertThat(second.authorityHost()).isEqualTo(first.authorityHost());
			assertThat(second.certificateAuthorityPem()).isEqualTo(first.certificateAuthorityPem());
			assertThat(client.get("/secrets/name").status()).isEqualTo(404);
		}
	}

	@Test
	void vaultsOfDifferentIdentitiesRefuseEachOthersTokens() throws IOException, InterruptedException {
		try (EmbeddedKeyVault first = EmbeddedKeyVault.start(); EmbeddedKeyVault second = EmbeddedKeyVault.start()) {
			assertThat(new VaultClient(second).get(first.token(), "/secrets/name").status()).isEqualTo(401);
		}
	}

	@Test
	void putCertificateIssuesChainForLocalhost() throws IOException, InterruptedException {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			vault.putCertificate("web");
			VaultClient.Answer answer = new VaultClient(vault)
				.get("/secrets/web?outContentType=application/x-pem-file");
			assertThat(answer.text("value").split("BEGIN CERTIFICATE", -1)).hasSize(4);
		}
	}

	@Test
	void closeEndsThreadsAndFreesPortAndDeletesFiles() {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		EmbeddedKeyVault vault = EmbeddedKeyVault.start();
		Path file = vault.certificateAuthorityFile();
		URI endpoint = vault.endpoint();
		vault.close();
		vault.close();
		assertThat(newThreads(before)).isEmpty();
		assertThat(file.getParent()).doesNotExist();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(endpoint));
	}

	@Test
	void disappearRefusesConnectionsUntilVaultReappears() throws IOException, InterruptedException {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			String version = vault.putSecret("name", "value");
			String token = vault.token();
			VaultClient client = new VaultClient(vault);
			assertThat(client.get(token, "/secrets/name").status()).isEqualTo(200);
			vault.disappear();
			vault.disappear();
			assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(vault.endpoint()));
			assertThatIOException().isThrownBy(() -> client.get(token, "/secrets/name"));
			vault.reappear();
			vault.reappear();
			assertThat(client.get(token, "/secrets/name").text("id")).endsWith("/secrets/name/" + version);
		}
	}

	@Test
	void closeBreaksAnswersThatDrip() throws IOException, InterruptedException {
		EmbeddedKeyVault vault = EmbeddedKeyVault.start();
		vault.putSecret("name", "value");
		vault.faults().drip(Duration.ofMinutes(10));
		InputStream body = new VaultClient(vault).getBody("/secrets/name");
		vault.close();
		assertThatIOException().isThrownBy(body::readAllBytes);
	}

	@Test
	void closeWhenVaultIsGoneFreesThePort() {
		EmbeddedKeyVault vault = EmbeddedKeyVault.start();
		int port = vault.endpoint().getPort();
		vault.disappear();
		vault.close();
		vault.reappear();
		EmbeddedKeyVault.builder().port(port).start().close();
	}

	@Test
	@Timeout(60)
	void closeDoesNotWaitForSilentRequests() throws IOException, InterruptedException {
		EmbeddedKeyVault vault = EmbeddedKeyVault.start();
		vault.faults().silent();
		try (Socket socket = new VaultClient(vault).write("/secrets/name")) {
			assertThat(vault.requests().awaitInFlight(1, Duration.ofMinutes(1))).isTrue();
			vault.close();
			assertThat(readQuietly(socket)).isEmpty();
		}
	}

	/**
	 * Read until a connection ends, be it by a reset.
	 */
	private static String readQuietly(Socket socket) throws IOException {
		try {
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
		}
		catch (SocketException | SSLException ex) {
			return "";
		}
	}

	@Test
	void startWhenPortIsTakenFailsAndLeavesNothing() {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			Set<Thread> before = Thread.getAllStackTraces().keySet();
			int port = vault.endpoint().getPort();
			assertThatIllegalStateException().isThrownBy(() -> EmbeddedKeyVault.builder().port(port).start())
				.withMessage("The embedded key vault cannot listen on port " + port);
			assertThat(newThreads(before)).isEmpty();
		}
	}

	@Test
	void startLeavesSystemPropertiesAlone() {
		Map<Object, Object> before = Map.copyOf(System.getProperties());
		EmbeddedKeyVault.start().close();
		assertThat(Map.copyOf(System.getProperties())).isEqualTo(before);
	}

	@Test
	void requestsPrintNothing() throws IOException, InterruptedException {
		PrintStream out = System.out;
		PrintStream err = System.err;
		ByteArrayOutputStream printed = new ByteArrayOutputStream();
		PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
		System.setOut(capture);
		System.setErr(capture);
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			vault.putSecret("name", "v4lu3");
			new VaultClient(vault).get("/secrets/name");
		}
		finally {
			System.setOut(out);
			System.setErr(err);
		}
		assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	private static List<String> newThreads(Set<Thread> before) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread) && thread.isAlive())
			.map(Thread::getName)
			.filter((name) -> !name.startsWith("HttpClient"))
			.toList();
	}

	private static void connect(URI endpoint) throws IOException {
		new Socket("127.0.0.1", endpoint.getPort()).close();
	}

}
