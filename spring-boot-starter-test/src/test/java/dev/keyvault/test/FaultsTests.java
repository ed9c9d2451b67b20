package dev.keyvault.test;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Faults}.
 */
class FaultsTests {

	private static final MovableClock CLOCK = new MovableClock();

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.builder().clock(CLOCK).start();
		client = new VaultClient(vault);
		vault.putSecret("name", "value");
		vault.putSecret("other", "value");
	}

	@AfterEach
	void clear() {
		vault.faults().clear();
		vault.requests().reset();
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void respondTellsErrorUntilCleared() throws IOException, InterruptedException {
		vault.faults().respond(503, "ServiceUnavailable", "Down.");
		VaultClient.Answer answer = client.get("/secrets/name");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"ServiceUnavailable\",\"message\":\"Down.\"}}");
		assertThat(answer.header("Retry-After")).isEmpty();
		vault.faults().clear();
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
	}

	@Test
	void respondWithRetryAfterRoundsUp() throws IOException, InterruptedException {
		vault.faults().respond(503, "ServiceUnavailable", "Down.", Duration.ofMillis(1500));
		assertThat(client.get("/secrets/name").header("Retry-After")).isEqualTo("2");
	}

	@Test
	void faultIsBoundToPathAndTimes() throws IOException, InterruptedException {
		vault.faults().onPath("/secrets/na.*").times(2).respond(500, "InternalServerError", "Broken.");
		assertThat(client.get("/secrets/other").status()).isEqualTo(200);
		assertThat(client.get("/secrets/name").status()).isEqualTo(500);
		assertThat(client.get("/secrets/name").status()).isEqualTo(500);
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
	}

	@Test
	void challengeUsesNoFaultUp() throws IOException, InterruptedException {
		vault.faults().times(1).respond(500, "InternalServerError", "Broken.");
		assertThat(client.getWithoutToken("/secrets/name").status()).isEqualTo(401);
		assertThat(client.get("/secrets/name").status()).isEqualTo(500);
	}

	@Test
	void faultReachesTokenEndpointByPath() throws IOException, InterruptedException {
		String path = "/" + vault.tenantId() + "/oauth2/v2.0/token";
		vault.faults().onPath(path).times(1).respond(503, "ServiceUnavailable", "Down.");
		assertThat(client.postForm(path, "").status()).isEqualTo(503);
		assertThat(client.postForm(path, "").status()).isEqualTo(400);
	}

	@Test
	void throttleTellsWhenToComeBack() throws IOException, InterruptedException {
		vault.faults().times(1).throttle(Duration.ofSeconds(7));
		VaultClient.Answer answer = client.get("/secrets/name");
		assertThat(answer.status()).isEqualTo(429);
		assertThat(answer.header("Retry-After")).isEqualTo("7");
		assertThat(answer.body())
			.isEqualTo("{\"error\":{\"code\":\"Throttled\",\"message\":\"Request was not processed "
					+ "because too many requests were received. Reason: VaultRequestTypeLimitReached\"}}");
	}

	@Test
	void throttleForEndsByTheClock() throws IOException, InterruptedException {
		vault.faults().throttleFor(Duration.ofSeconds(10));
		CLOCK.move(Duration.ofSeconds(4));
		assertThat(client.get("/secrets/name").header("Retry-After")).isEqualTo("6");
		CLOCK.move(Duration.ofSeconds(6));
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
	}

	@Test
	void resetBreaksConnection() {
		vault.faults().reset();
		assertThatIOException().isThrownBy(() -> client.get("/secrets/name"));
	}

	@Test
	void malformedBodyIsNoJson() throws IOException, InterruptedException {
		vault.faults().malformedBody();
		VaultClient.Answer answer = client.get("/secrets/name");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("{\"value\":");
	}

	@Test
	void breakOffSendsHalfOfTheBodyAndCloses() throws IOException, InterruptedException {
		String whole = client.get("/secrets/name").body();
		vault.faults().breakOff();
		try (InputStream body = client.getBody("/secrets/name")) {
			assertThat(body.readNBytes(whole.length() / 2)).asString()
				.isEqualTo(whole.substring(0, whole.length() / 2));
			assertThatIOException().isThrownBy(body::read);
		}
	}

	@Test
	void breakOffBreaksListsToo() {
		vault.faults().breakOff();
		assertThatIOException().isThrownBy(() -> client.get("/secrets"));
	}

	@Test
	void dripSendsTheUsualAnswerAndTakesItsTime() throws IOException, InterruptedException {
		String whole = client.get("/secrets/name").body();
		vault.faults().drip(Duration.ofMillis(300));
		long start = System.nanoTime();
		assertThat(client.get("/secrets/name").body()).isEqualTo(whole);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void dripSendsFirstBytesLongBeforeTheLast() throws IOException, InterruptedException {
		try (EmbeddedKeyVault dripping = EmbeddedKeyVault.start()) {
			dripping.putSecret("name", "value");
			dripping.faults().drip(Duration.ofMinutes(10));
			try (InputStream body = new VaultClient(dripping).getBody("/secrets/name")) {
				assertThat(body.read()).isEqualTo('{');
				dripping.disappear();
				assertThatIOException().isThrownBy(body::readAllBytes);
			}
		}
	}

	@Test
	void breakOffLeavesErrorsAsTheyAre() throws IOException, InterruptedException {
		vault.faults().breakOff();
		assertThat(client.get("/secrets/unknown").json("error").get("code")).isEqualTo("SecretNotFound");
	}

	@Test
	void silentAnswersOnlyWhenCleared() throws InterruptedException, ExecutionException {
		vault.faults().silent();
		CompletableFuture<Integer> answer = client.getLater("/secrets/name");
		assertThat(vault.requests().awaitInFlight(1, Duration.ofMinutes(1))).isTrue();
		assertThat(answer).isNotDone();
		vault.faults().clear();
		assertThat(answer.get()).isEqualTo(200);
	}

	@Test
	void delayAnswersLater() throws IOException, InterruptedException {
		vault.faults().delay(Duration.ofMillis(60));
		long start = System.nanoTime();
		assertThat(client.get("/secrets/name").status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60));
	}

}
