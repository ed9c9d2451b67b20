package dev.keyvault.test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestLog}.
 */
class RequestLogTests {

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.start();
		client = new VaultClient(vault);
		vault.putSecret("name", "value");
	}

	@BeforeEach
	void reset() {
		vault.requests().reset();
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void linesGiveMethodAndPath() throws IOException, InterruptedException {
		client.getWithoutToken("/secrets/name/");
		client.get("/secrets/name");
		client.postForm("/tenant/oauth2/v2.0/token", "");
		assertThat(vault.requests().lines())
			.isEqualTo(List.of("GET /secrets/name", "GET /secrets/name", "POST /tenant/oauth2/v2.0/token"));
	}

	@Test
	void countsAreKeptApart() throws IOException, InterruptedException {
		client.getWithoutToken("/secrets/name");
		client.get("/secrets/name");
		client.get("/secrets/other");
		client.postForm("/tenant/oauth2/v2.0/token", "");
		assertThat(vault.requests().total()).isEqualTo(4);
		assertThat(vault.requests().count("/secrets/name")).isEqualTo(2);
		assertThat(vault.requests().count("/secrets/.*|/keys/.*")).isEqualTo(3);
		assertThat(vault.requests().challenges()).isEqualTo(1);
		assertThat(vault.requests().tokenRequests()).isEqualTo(1);
	}

	@Test
	void maxConcurrentGivesHighestNumberInFlight() throws InterruptedException {
		vault.faults().silent();
		List<CompletableFuture<Integer>> answers = IntStream.range(0, 40)
			.mapToObj((i) -> client.getLater("/secrets/name"))
			.toList();
		assertThat(vault.requests().awaitInFlight(40, Duration.ofMinutes(2))).isTrue();
		vault.faults().clear();
		assertThat(answers).extracting(CompletableFuture::join).containsOnly(200);
		assertThat(vault.requests().maxConcurrent()).isEqualTo(40);
	}

	@Test
	void maxConcurrentWhenRequestsAreSequentialIsOne() throws IOException, InterruptedException {
		for (int i = 0; i < 20; i++) {
			client.get("/secrets/name");
		}
		assertThat(vault.requests().maxConcurrent()).isEqualTo(1);
	}

	@Test
	void resetForgets() throws IOException, InterruptedException {
		client.getWithoutToken("/secrets/name");
		vault.requests().reset();
		assertThat(vault.requests().total()).isZero();
		assertThat(vault.requests().challenges()).isZero();
		assertThat(vault.requests().maxConcurrent()).isZero();
	}

	@Test
	void awaitInFlightWhenNoneComesGivesUp() throws InterruptedException {
		assertThat(vault.requests().awaitInFlight(1, Duration.ofMillis(5))).isFalse();
	}

}
