package dev.keyvault.test;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the challenge of an {@link EmbeddedKeyVault}.
 */
@Tag("jdk")
class ChallengeTests {

	private final MovableClock clock = new MovableClock();

	private EmbeddedKeyVault vault;

	private VaultClient client;

	@BeforeEach
	void start() {
		this.vault = EmbeddedKeyVault.builder()
			.clock(this.clock)
			.tenantId("contoso")
			.tokenLifetime(Duration.ofMinutes(10))
			.challengeResource("https://vault.example")
			.start();
		this.client = new VaultClient(this.vault);
		this.vault.putSecret("name", "value");
	}

	@AfterEach
	void close() {
		this.vault.close();
	}

	@Test
	void getWithoutTokenIsChallenged() throws IOException, InterruptedException {
		VaultClient.Answer answer = this.client.getWithoutToken("/secrets/name");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"Unauthorized\","
				+ "\"message\":\"AKV10000: Request is missing a Bearer or PoP token.\"}}");
		assertThat(answer.header("WWW-Authenticate"))
			.isEqualTo("Bearer authorization=\"%s/contoso\", resource=\"https://vault.example\""
				.formatted(this.vault.endpoint()));
	}

	@Test
	void getWithForeignTokenIsChallenged() throws IOException, InterruptedException {
		VaultClient.Answer answer = this.client.get("foreign", "/secrets/name");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json("error").get("message")).isEqualTo("AKV10032: Invalid issuer. Expected one of "
				+ this.vault.authorityHost() + "/contoso/, found an unknown issuer.");
		assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer authorization=");
	}

	@Test
	void tokenExpiresByTheClock() throws IOException, InterruptedException {
		String token = this.vault.token();
		this.clock.move(Duration.ofMinutes(10).minusSeconds(1));
		assertThat(this.client.get(token, "/secrets/name").status()).isEqualTo(200);
		this.clock.move(Duration.ofSeconds(1));
		VaultClient.Answer answer = this.client.get(token, "/secrets/name");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.json("error").get("message")).isEqualTo("[TokenExpired] Error validating token: 'IDX10223'.");
	}

	@Test
	void expireTokensEndsAllTokens() throws IOException, InterruptedException {
		String token = this.vault.token();
		this.vault.expireTokens();
		assertThat(this.client.get(token, "/secrets/name").status()).isEqualTo(401);
		assertThat(this.client.get("/secrets/name").status()).isEqualTo(200);
	}

}
