package dev.keyvault.azure.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLHandshakeException;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.StatusOnly;
import dev.keyvault.azure.credential.CredentialException;
import dev.keyvault.source.Deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RetryingPolicy}.
 */
class RetryingPolicyTests {

	private final AzureFixture fixture = new AzureFixture();

	private final Script script = new Script();

	@AfterEach
	void close() {
		this.fixture.close();
		Thread.interrupted();
	}

	@ParameterizedTest
	@ValueSource(ints = { 408, 429, 500, 502, 503, 504 })
	void sendWhenStatusMayPassTriesThreeTimes(int status) {
		this.script.status(status).status(status).status(status);
		assertThat(send().getStatusCode()).isEqualTo(status);
		assertThat(this.fixture.sleeps).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
		assertThat(this.script.sent).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 302, 400, 401, 403, 404, 501, 505 })
	void sendWhenStatusIsFinalTriesOnce(int status) {
		this.script.status(status);
		assertThat(send().getStatusCode()).isEqualTo(status);
		assertThat(this.script.sent).isOne();
	}

	@Test
	void sendWhenSecondTrySucceedsGivesItsAnswer() {
		this.script.status(503).status(200);
		assertThat(send().getStatusCode()).isEqualTo(200);
		assertThat(this.fixture.sleeps).containsExactly(Duration.ofMillis(200));
	}

	@Test
	void sendWhenAskedToWaitWaitsAsLong() {
		this.script.status(429, "Retry-After", "7").status(429, "retry-after-ms", "1500").status(200);
		assertThat(send().getStatusCode()).isEqualTo(200);
		assertThat(this.fixture.sleeps).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(1500));
	}

	@Test
	void sendWhenAskedToWaitUntilDateWaitsAsLong() {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(this.fixture.clock.instant().plusSeconds(9).atZone(ZoneOffset.UTC));
		this.script.status(503, "Retry-After", date).status(200, "x-ms-retry-after-ms", "1");
		assertThat(send().getStatusCode()).isEqualTo(200);
		assertThat(this.fixture.sleeps).singleElement()
			.satisfies((slept) -> assertThat(slept).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(9)));
	}

	@Test
	void sendWhenAskedToWaitWithNonsenseWaitsAsUsual() {
		this.script.status(503, "Retry-After", "soon").status(503, "Retry-After", "-5").status(200);
		send();
		assertThat(this.fixture.sleeps).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400));
	}

	@Test
	void sendWhenAskedToWaitPastDeadlineGivesAnswerAtOnce() {
		this.script.status(429, "Retry-After", "30");
		assertThat(send().getStatusCode()).isEqualTo(429);
		assertThat(this.fixture.sleeps).isEmpty();
	}

	@Test
	void sendWhenNetworkFailsTriesThreeTimes() {
		assertTries(3, () -> new IOException("Connection reset"));
		assertTries(3, () -> new HttpTimeoutException("request timed out"));
	}

	@Test
	void sendWhenConnectionIsRefusedTriesTwice() {
		assertTries(2, () -> new ConnectException("Connection refused"));
		assertTries(2, () -> new IOException(new UnresolvedAddressException()));
	}

	@Test
	void sendWhenConnectionTakesTooLongTriesTwiceWithinFifteenSeconds() {
		this.fixture.http = HttpSettings.DEFAULTS;
		Instant start = this.fixture.clock.instant();
		assertTries(2, () -> noConnection(Duration.ZERO));
		assertThat(Duration.between(start, this.fixture.clock.instant())).isEqualTo(Duration.ofMillis(10_200));
	}

	@Test
	void sendWhenConnectionTakesTooLongAndProcessIsStarvedGoesOnWhileThereIsTimeForAnother() {
		this.fixture.http = HttpSettings.DEFAULTS;
		Instant start = this.fixture.clock.instant();
		assertTries(3, () -> noConnection(Duration.ofMillis(2_500)));
		assertThat(Duration.between(start, this.fixture.clock.instant())).isEqualTo(Duration.ofMillis(15_600));
	}

	@Test
	void sendWhenConnectionTakesTooLongAndThereIsNoTimeForAnotherTriesOnce() {
		this.fixture.http = new HttpSettings(Duration.ofSeconds(11), Duration.ofSeconds(11));
		assertTries(1, () -> noConnection(Duration.ZERO));
	}

	private IOException noConnection(Duration waited) {
		Duration timeout = this.fixture.http.connectTimeout();
		this.fixture.clock.move(timeout);
		return new OverdueException(timeout, waited, new HttpConnectTimeoutException("HTTP connect timed out"));
	}

	@Test
	void sendWhenCertificateIsNotTrustedTriesOnce() {
		assertTries(1, () -> (IOException) new SSLHandshakeException("PKIX path building failed")
			.initCause(new CertPathBuilderException()));
		assertTries(1, () -> (IOException) new SSLHandshakeException("No name matching")
			.initCause(new CertificateException()));
	}

	private void assertTries(int tries, Supplier<IOException> failure) {
		this.script.sent = 0;
		for (int i = 0; i < tries; i++) {
			this.script.failure(failure);
		}
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::send);
		assertThat(this.script.sent).isEqualTo(tries);
		assertThat(this.script.answers).isEmpty();
	}

	@Test
	void sendWhenCredentialFailsTriesOnce() {
		this.script.answers.add(() -> {
			throw CredentialException.refused("it failed", "Do something.");
		});
		assertThatExceptionOfType(CredentialException.class).isThrownBy(this::send);
		assertThat(this.script.sent).isOne();
	}

	@Test
	void sendWhenInterruptedWhileWaitingStopsAndStaysInterrupted() {
		AzureEnvironment environment = new AzureEnvironment((name) -> null, (name) -> null, () -> null,
				this.fixture.clock, this.fixture.clock, (time) -> {
					throw new InterruptedException();
				}, () -> 0.5, this.fixture.processorWait, this.fixture.http);
		this.script.status(503);
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> send(environment))
			.withCauseInstanceOf(ClosedByInterruptException.class);
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	private HttpResponse send() {
		return send(this.fixture.environment());
	}

	private HttpResponse send(AzureEnvironment environment) {
		Deadline deadline = Deadline.in(Duration.ofSeconds(20), this.fixture.clock);
		HttpPipeline pipeline = new HttpPipelineBuilder().policies(new RetryingPolicy(environment))
			.httpClient(this.script)
			.build();
		return pipeline.sendSync(new HttpRequest(HttpMethod.GET, "https://localhost/secrets/name"),
				new Context(JdkTransport.DEADLINE, deadline));
	}

	/**
	 * Answers what was written down.
	 */
	private static final class Script implements HttpClient {

		private final Deque<Supplier<HttpResponse>> answers = new ArrayDeque<>();

		private int sent;

		private Script status(int status, String... header) {
			this.answers.add(() -> {
				StatusOnly response = new StatusOnly(status);
				for (String value : List.of(header).subList(Math.min(1, header.length), header.length)) {
					response.getHeaders().set(HttpHeaderName.fromString(header[0]), value);
				}
				return response;
			});
			return this;
		}

		private void failure(Supplier<IOException> failure) {
			this.answers.add(() -> {
				throw new UncheckedIOException(failure.get());
			});
		}

		@Override
		public Mono<HttpResponse> send(HttpRequest request) {
			throw new UnsupportedOperationException();
		}

		@Override
		public HttpResponse sendSync(HttpRequest request, Context context) {
			this.sent++;
			return this.answers.remove().get();
		}

	}

}
