package dev.keyvault.azure.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import javax.net.ssl.SSLException;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.CertificateTexts;
import dev.keyvault.azure.Certificates;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.FailurePolicy;
import dev.keyvault.azure.HttpsDouble;
import dev.keyvault.azure.VaultCall;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;
import dev.keyvault.source.ObjectSource;
import dev.keyvault.source.Permission;
import dev.keyvault.source.VaultThrottledException;
import dev.keyvault.source.VaultUnreachableException;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.certificate.IssuedCertificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for {@link NetworkFailure} and {@link FailurePolicy}: each way not to reach a
 * vault has its own sentence.
 */
@Tag("jdk")
class NetworkFailureTests {

	private final AzureFixture fixture = new AzureFixture();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void sendWhenHeaderCannotBeSentDoesNotQuoteIt() {
		HttpRequest request = new HttpRequest(HttpMethod.GET, "https://localhost:1");
		request.setHeader(HttpHeaderName.AUTHORIZATION, "Bearer t0ken\n");
		try (JdkTransport transport = new JdkTransport(null, Runnable::run, this.fixture.environment())) {
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> transport.sendSync(request, Context.NONE))
				.havingCause()
				.withMessage("A request has an address or a header that cannot be sent")
				.withNoCause();
		}
	}

	@Test
	void readWhenPortIsClosedSaysRefused() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		assertFailure(vault("https://localhost:" + port),
				"Vault 'payments' (%s) does not accept connections. Check the address and the port, and that the network lets this application connect.");
		assertThat(this.fixture.sleeps).hasSize(1);
	}

	@Test
	void readWhenHostIsUnknownSaysSo() {
		assertFailure(vault("https://no-such-vault.invalid"),
				"Vault 'payments' (%s) has a host name that DNS does not know. Check the address and the DNS of this machine; a private endpoint needs its private DNS zone.");
		assertThat(this.fixture.sleeps).hasSize(1);
	}

	@Test
	void readWhenCertificateIsNotTrustedNamesTheProperty() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			assertFailure(AzureFixture.vault(embedded),
					"Vault 'payments' (%s) shows a certificate that this application does not trust. If you trust who signed it (a TLS-inspecting proxy, Azure Stack, an emulator), set 'vaults.payments.trusted-certificates' to the PEM file of that authority.");
			assertThat(this.fixture.sleeps).isEmpty();
		}
	}

	@Test
	void readWhenCertificateIsForAnotherHostSaysSo() {
		IssuedCertificate other = Certificates.ISSUER.leaf("other", Certificates.ROOT, "other.example");
		try (HttpsDouble server = new HttpsDouble(other, (exchange) -> HttpsDouble.Answer.of(200, "{}"))) {
			assertFailure(AzureFixture.vault("payments", server.endpoint()),
					"Vault 'payments' (%s) shows a certificate that is not for its host name. Check the address: something else may answer in its place.");
		}
	}

	@Test
	void readWhenConnectionIsResetSaysSo() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.faults().reset();
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			Vault vault = AzureFixture.vault(embedded);
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) broke the connection off. Look at the state of the service and at proxies on the way.",
						vault.endpoint());
		}
	}

	@Test
	void readWhenServerErrorLastsSaysStatus() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.faults().respond(503, "ServiceUnavailable", "down");
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			Vault vault = AzureFixture.vault(embedded);
			assertThatExceptionOfType(VaultUnreachableException.class)
				.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(vault, "name")))
				.withMessage(
						"Vault 'payments' (%s) answered HTTP 503 (ServiceUnavailable). Look at the state of the vault's region in Azure.",
						vault.endpoint());
			assertThat(embedded.requests().total()).isEqualTo(3);
		}
	}

	@Test
	void readWhenThrottledPastDeadlineSaysHowLong() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.faults().throttle(Duration.ofSeconds(60));
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			Vault vault = AzureFixture.vault(embedded);
			VaultThrottledException failure = catchThrowableOfType(VaultThrottledException.class,
					() -> this.fixture.read(source, AzureFixture.secret(vault, "name")));
			assertThat(failure).hasMessage(
					"Vault 'payments' (%s) is throttling its callers (HTTP 429) and asks to wait 60 s. Lower 'load.parallelism', spread the start of replicas, or use a vault per application; Key Vault serves 4,000 reads in 10 s.",
					vault.endpoint());
			assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(60));
			assertThat(failure.reach()).isEqualTo(KeyVaultException.Reach.OUTAGE);
			assertThat(embedded.requests().total()).isOne();
		}
	}

	@Test
	@Timeout(120)
	void readWhenServerIsSilentGivesUpAtTheDeadline() {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.faults().silent();
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			Vault vault = AzureFixture.vault(embedded);
			Deadline deadline = Deadline.in(Duration.ofMillis(300), Clock.systemUTC());
			assertThatExceptionOfType(VaultUnreachableException.class).isThrownBy(
					() -> source.read(new ObjectRequest(AzureFixture.secret(vault, "name"), Content.FULL), deadline))
				.withMessage(
						"Vault 'payments' (%s) did not answer within 300 ms, the time for everything that is read together. Check that the vault answers from here, or raise 'load.timeout'.",
						vault.endpoint());
		}
	}

	@Test
	@Timeout(120)
	void readWhenInterruptedStopsAtOnceAndStaysInterrupted()
			throws InterruptedException, ExecutionException, TimeoutException {
		try (EmbeddedKeyVault embedded = EmbeddedKeyVault.start()) {
			embedded.faults().silent();
			ObjectSource source = this.fixture.open(AzureFixture.withToken(embedded));
			Vault vault = AzureFixture.vault(embedded);
			CompletableFuture<KeyVaultException> failure = new CompletableFuture<>();
			CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
			Thread reader = new Thread(() -> {
				failure.complete(catchThrowableOfType(KeyVaultException.class,
						() -> this.fixture.read(source, AzureFixture.secret(vault, "name"))));
				interrupted.complete(Thread.currentThread().isInterrupted());
			});
			reader.start();
			assertThat(embedded.requests().awaitInFlight(1, Duration.ofSeconds(60))).isTrue();
			reader.interrupt();
			assertThat(failure.get(60, TimeUnit.SECONDS)).isInstanceOf(VaultUnreachableException.class)
				.hasMessage("Vault 'payments' (%s) was not waited for: the reading thread was interrupted. Read again.",
						vault.endpoint());
			assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void sendWhenAnswerTakesTooLongSaysSo() {
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> send(new OverdueException(Duration.ofSeconds(10), Duration.ofMillis(4_999),
					new HttpTimeoutException("timeout"))))
			.withMessage(
					"Vault 'payments' (https://payments.vault.azure.net) accepted the connection but did not answer within 10 s. Look at the state of the service and at proxies on the way.");
	}

	@Test
	void sendWhenAnswerTakesTooLongAndProcessIsStarvedSaysSo() {
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> send(new OverdueException(Duration.ofSeconds(10), Duration.ofSeconds(5),
					new HttpTimeoutException("timeout"))))
			.withMessage(
					"Vault 'payments' (https://payments.vault.azure.net) accepted the connection but did not answer within 10 s, while the threads of this process waited for a processor half of the time or longer. Give this process more CPU: raise the limit of its container, or take load off the machine. If that does not help: Look at the state of the service and at proxies on the way.");
	}

	@Test
	void readWhenThereIsNoConnectionTriesTwiceAndSaysSo() throws IOException {
		this.fixture.http = new HttpSettings(Duration.ofMillis(200), Duration.ofSeconds(60));
		try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
			assertFailure(vault("https://localhost:" + mute.getLocalPort()),
					"Vault 'payments' (%s) cannot be reached: there is no TLS connection within 200 ms. Check the firewalls, network policies and private endpoints between this application and it; over a slow network raise 'http.connect-timeout'.");
			assertThat(this.fixture.sleeps).hasSize(1);
		}
	}

	@Test
	void readWhenThereIsNoConnectionAndProcessIsStarvedGoesOnAndSaysSo() throws IOException {
		this.fixture.http = new HttpSettings(Duration.ofMillis(100), Duration.ofSeconds(60));
		AtomicLong waited = new AtomicLong();
		this.fixture.processorWait = () -> Duration.ofMillis(waited.getAndAdd(81));
		try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
			assertFailure(vault("https://localhost:" + mute.getLocalPort()),
					"Vault 'payments' (%s) cannot be reached: there is no TLS connection within 100 ms, while the threads of this process waited for a processor half of the time or longer. Give this process more CPU: raise the limit of its container, or take load off the machine. If that does not help: Check the firewalls, network policies and private endpoints between this application and it; over a slow network raise 'http.connect-timeout'.");
			assertThat(this.fixture.sleeps).hasSizeGreaterThan(3);
		}
	}

	@Test
	void sendWhenTlsFailsOtherwiseSaysSo() {
		assertThatExceptionOfType(VaultUnreachableException.class)
			.isThrownBy(() -> send(new SSLException("handshake_failure")))
			.withMessage(
					"Vault 'payments' (https://payments.vault.azure.net) does not agree on a TLS connection. Check the address, the port and the TLS versions that both sides allow.");
	}

	private void send(IOException failure) {
		Vault vault = vault("https://payments.vault.azure.net");
		VaultCall call = VaultCall.reading(AzureFixture.secret(vault, "name"), Permission.GET_SECRET,
				this.fixture.deadline());
		new HttpPipelineBuilder()
			.policies(new FailurePolicy(VaultSettings.of(vault, CredentialSettings.AUTO), this.fixture.clock))
			.httpClient(new FailingClient(failure))
			.build()
			.sendSync(new HttpRequest(HttpMethod.GET, "https://payments.vault.azure.net"), call.context());
	}

	private void assertFailure(Vault vault, String message) {
		String trusted = CertificateTexts.pem(Certificates.ROOT.certificate());
		ObjectSource source = this.fixture.open(new VaultSettings(vault, Cloud.PUBLIC,
				CredentialSettings.staticToken(SensitiveValue.of("token")), trusted, true));
		VaultUnreachableException failure = catchThrowableOfType(VaultUnreachableException.class,
				() -> this.fixture.read(source, AzureFixture.secret(vault, "name")));
		assertThat(failure).hasMessage(message, vault.endpoint());
		assertThat(failure.reach()).isEqualTo(KeyVaultException.Reach.OUTAGE);
	}

	private static Vault vault(String endpoint) {
		return AzureFixture.vault("payments", URI.create(endpoint));
	}

	/**
	 * Fails.
	 *
	 * @param failure how
	 */
	private record FailingClient(IOException failure) implements HttpClient {

		@Override
		public Mono<HttpResponse> send(HttpRequest request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public HttpResponse sendSync(HttpRequest request, Context context) {
			throw new UncheckedIOException(this.failure);
		}

	}

}
