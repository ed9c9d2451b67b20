package dev.keyvault.test;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for secrets of an {@link EmbeddedKeyVault} as a client sees them.
 */
class SecretProtocolTests {

	private static final MovableClock CLOCK = new MovableClock();

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.builder().clock(CLOCK).start();
		client = new VaultClient(vault);
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void getGivesWholeBundle() throws IOException, InterruptedException {
		Instant start = Instant.parse("2026-01-01T00:00:00Z");
		Instant end = Instant.parse("2027-01-01T00:00:00Z");
		String version = vault.put(EmbeddedSecret.named("whole")
			.value("v")
			.contentType("text/plain")
			.tag("app", "payments")
			.notBefore(start)
			.expires(end));
		long now = CLOCK.instant().getEpochSecond();
		assertThat(client.get("/secrets/whole").body())
			.isEqualTo("{\"value\":\"v\",\"contentType\":\"text/plain\",\"id\":\"%s/secrets/whole/%s\","
				.formatted(vault.endpoint(), version)
					+ "\"attributes\":{\"enabled\":true,\"nbf\":1767225600,\"exp\":1798761600,\"created\":%d,"
						.formatted(now)
					+ "\"updated\":%d,\"recoveryLevel\":\"Recoverable+Purgeable\",\"recoverableDays\":90},"
						.formatted(now)
					+ "\"tags\":{\"app\":\"payments\"}}");
	}

	@Test
	void putMakesNewVersionOfThirtyTwoHexDigits() throws IOException, InterruptedException {
		String first = vault.putSecret("versioned", "one");
		String second = vault.putSecret("versioned", "two");
		assertThat(List.of(first, second)).doesNotHaveDuplicates()
			.allSatisfy((version) -> assertThat(version).matches("[0-9a-f]{32}"));
		assertThat(client.get("/secrets/versioned").text("value")).isEqualTo("two");
		assertThat(client.get("/secrets/versioned/" + first).text("value")).isEqualTo("one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/secrets/Mixed-Case", "/secrets/mixed-case", "/secrets/MIXED-CASE/" })
	void getIgnoresCaseAndTrailingSlash(String path) throws IOException, InterruptedException {
		vault.putSecret("Mixed-Case", "v");
		assertThat(client.get(path).text("id")).startsWith(vault.endpoint() + "/secrets/Mixed-Case/");
	}

	@Test
	void getWhenSecretIsUnknownTellsNotFound() throws IOException, InterruptedException {
		VaultClient.Answer answer = client.get("/secrets/unknown");
		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"SecretNotFound\",\"message\":\"A secret with "
				+ "(name/id) unknown was not found in this key vault. If you recently deleted this secret you may be "
				+ "able to recover it using the correct recovery command. For help resolving this issue, please see "
				+ "https://go.microsoft.com/fwlink/?linkid=2125182\"}}");
	}

	@Test
	void getWhenVersionIsUnknownTellsNotFound() throws IOException, InterruptedException {
		vault.putSecret("known", "v");
		assertThat(client.get("/secrets/known/0123456789abcdef0123456789abcdef").body())
			.contains("(name/id) known/0123456789abcdef0123456789abcdef was not found");
	}

	@Test
	void getWhenSecretIsDeletedTellsNotFound() throws IOException, InterruptedException {
		vault.putSecret("deleted", "v");
		vault.delete(ObjectType.SECRET, "Deleted");
		assertThat(client.get("/secrets/deleted").status()).isEqualTo(404);
		assertThatIllegalArgumentException().isThrownBy(() -> vault.delete(ObjectType.SECRET, "deleted"))
			.withMessage("The vault holds no secret named 'deleted'");
	}

	@Test
	void getWhenLatestVersionIsDisabledTellsForbidden() throws IOException, InterruptedException {
		String first = vault.putSecret("disabled", "one");
		vault.put(EmbeddedSecret.named("disabled").value("two").enabled(false));
		VaultClient.Answer answer = client.get("/secrets/disabled");
		assertThat(answer.status()).isEqualTo(403);
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"Forbidden\",\"message\":\"Operation get is not "
				+ "allowed on a disabled secret.\",\"innererror\":{\"code\":\"SecretDisabled\"}}}");
		assertThat(client.get("/secrets/disabled/" + first).text("value")).isEqualTo("one");
	}

	@Test
	void setEnabledMovesUpdatedAndKeepsVersion() throws IOException, InterruptedException {
		String version = vault.putSecret("toggled", "v");
		long created = CLOCK.instant().getEpochSecond();
		CLOCK.move(Duration.ofMinutes(5));
		vault.setEnabled(ObjectType.SECRET, "toggled", false);
		vault.setEnabled(ObjectType.SECRET, "toggled", true);
		VaultClient.Answer answer = client.get("/secrets/toggled");
		assertThat(answer.text("id")).endsWith(version);
		assertThat(answer.json("attributes").get("created")).isEqualTo((int) created);
		assertThat(answer.json("attributes").get("updated")).isEqualTo((int) created + 300);
	}

	@Test
	void putByRestMakesVersion() throws IOException, InterruptedException {
		VaultClient.Answer written = client.send("PUT", "/secrets/written", "{\"value\":\"v\",\"contentType\":\"c\","
				+ "\"tags\":{\"a\":\"b\"},\"attributes\":{\"enabled\":true,\"nbf\":1,\"exp\":2}}");
		assertThat(written.status()).isEqualTo(200);
		VaultClient.Answer read = client.get("/secrets/written");
		assertThat(read.body()).isEqualTo(written.body());
		assertThat(read.json("tags")).isEqualTo(Map.of("a", "b"));
		assertThat(read.json("attributes").get("exp")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "[]", "{\"value\":1}", "{}", "{\"value\":" })
	void putByRestWhenBodyIsNoSecretTellsBadParameter(String body) throws IOException, InterruptedException {
		VaultClient.Answer answer = client.send("PUT", "/secrets/refused", body);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json("error").get("code")).isEqualTo("BadParameter");
	}

	@Test
	void getWithoutApiVersionTellsBadParameter() throws IOException, InterruptedException {
		VaultClient.Answer answer = client.getExactly(vault.endpoint() + "/secrets/any");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("{\"error\":{\"code\":\"BadParameter\",\"message\":"
				+ "\"The api-version query parameter is required.\"}}");
	}

	@Test
	void getWhenNameIsInvalidTellsBadParameter() throws IOException, InterruptedException {
		VaultClient.Answer answer = client.get("/secrets/under_score");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json("error").get("message"))
			.isEqualTo("The request URI contains an invalid name: under_score");
	}

	@Test
	void deleteByRestIsNotAllowed() throws IOException, InterruptedException {
		assertThat(client.send("DELETE", "/secrets/any", "").status()).isEqualTo(405);
	}

	@Test
	void putWhenNameIsInvalidFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> vault.putSecret("under_score", "v"))
			.withMessage("The object name 'under_score' must be 1 to 127 letters, digits and dashes");
	}

	@Test
	void toStringHidesValue() {
		assertThat(EmbeddedSecret.named("hidden").value("v4lu3")).hasToString("EmbeddedSecret[name=hidden]");
	}

}
