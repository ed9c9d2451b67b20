package dev.keyvault.test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.fixtures.MovableClock;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.IssuedCertificate;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for lists of an {@link EmbeddedKeyVault} as a client sees them.
 */
class ListProtocolTests {

	private static final IssuedCertificate LEAF = leaf();

	private static EmbeddedKeyVault vault;

	private static VaultClient client;

	@BeforeAll
	static void start() {
		vault = EmbeddedKeyVault.start();
		client = new VaultClient(vault);
		IntStream.range(0, 60).forEach((i) -> vault.putSecret("Secret-%02d".formatted(i), "hidden"));
		IntStream.range(0, 30).forEach((i) -> vault.putSecret("secret-00", "hidden"));
	}

	private static IssuedCertificate leaf() {
		CertificateIssuer issuer = CertificateIssuer.of(KeyAlgorithm.EC);
		return issuer.leaf("web", issuer.root("Root"), "localhost");
	}

	@AfterAll
	static void close() {
		vault.close();
	}

	@Test
	void listGivesTwentyFiveItemsPerPage() throws IOException, InterruptedException {
		assertThat(pages("/secrets")).extracting(List::size).containsExactly(25, 25, 10);
	}

	@Test
	void listGivesEveryNameOnceWithoutVersionAndValue() throws IOException, InterruptedException {
		List<Object> ids = pages("/secrets?maxresults=7").stream()
			.flatMap(List::stream)
			.map(ListProtocolTests::id)
			.toList();
		List<String> expected = IntStream.range(0, 60)
			.mapToObj((i) -> vault.endpoint() + "/secrets/Secret-%02d".formatted(i))
			.toList();
		assertThat(ids).isEqualTo(expected);
		assertThat(client.get("/secrets").body()).doesNotContain("hidden");
	}

	@Test
	void listGivesAbsoluteNextLinkWithSkipToken() throws IOException, InterruptedException {
		assertThat(client.get("/secrets?maxresults=2").text("nextLink"))
			.matches(vault.endpoint() + "/secrets\\?api-version=2025-07-01&\\$skiptoken=[\\w-]+&maxresults=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "keys", "certificates" })
	void listOfKeysOrCertificatesGivesTwentyFiveItemsPerPage(String collection)
			throws IOException, InterruptedException {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.start()) {
			IntStream.range(0, 60).forEach((i) -> other.put(EmbeddedCertificate.of("web-%02d".formatted(i), LEAF)));
			List<List<?>> pages = pages(new VaultClient(other), "/" + collection);
			assertThat(pages).extracting(List::size).containsExactly(25, 25, 10);
			assertThat(pages).flatExtracting((page) -> page)
				.extracting(collection.equals("keys") ? "kid" : "id")
				.doesNotHaveDuplicates()
				.allSatisfy((id) -> assertThat(id.toString())
					.matches(other.endpoint() + "/" + collection + "/web-[0-5][0-9]"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "secrets", "keys", "certificates" })
	void listTellsWhenTheLatestVersionWasPut(String collection) throws IOException, InterruptedException {
		MovableClock clock = new MovableClock();
		try (EmbeddedKeyVault other = EmbeddedKeyVault.builder().clock(clock).start()) {
			VaultClient client = new VaultClient(other);
			other.put(EmbeddedCertificate.of("web", LEAF));
			assertThat(times(client, collection)).containsEntry("updated", 1795428930);
			clock.move(Duration.ofSeconds(90));
			assertThat(times(client, collection)).containsEntry("updated", 1795428930);
			other.put(EmbeddedCertificate.of("web", LEAF));
			assertThat(times(client, collection)).containsEntry("updated", 1795429020)
				.containsEntry("created", 1795429020);
			clock.move(Duration.ofSeconds(60));
			other.setEnabled(ObjectType.CERTIFICATE, "web", false);
			assertThat(times(client, collection)).containsEntry("updated", 1795429080)
				.containsEntry("created", 1795429020);
		}
	}

	private static Map<String, Object> times(VaultClient client, String collection)
			throws IOException, InterruptedException {
		List<?> items = (List<?>) client.get("/" + collection).json().get("value");
		Map<?, ?> attributes = (Map<?, ?>) ((Map<?, ?>) items.get(0)).get("attributes");
		return Map.of("created", attributes.get("created"), "updated", attributes.get("updated"));
	}

	@Test
	void listShowsDisabledSecrets() throws IOException, InterruptedException {
		vault.setEnabled(ObjectType.SECRET, "secret-01", false);
		List<?> items = (List<?>) client.get("/secrets").json().get("value");
		assertThat(items.get(1)).extracting("attributes").extracting("enabled").isEqualTo(false);
		vault.setEnabled(ObjectType.SECRET, "secret-01", true);
	}

	@Test
	void versionsGivesEveryVersionInOrderOfIds() throws IOException, InterruptedException {
		List<Object> ids = pages("/secrets/SECRET-00/versions").stream()
			.flatMap(List::stream)
			.map(ListProtocolTests::id)
			.toList();
		assertThat(ids).hasSize(31).isEqualTo(List.copyOf(new TreeSet<>(ids)));
		assertThat(ids.get(0).toString()).matches(vault.endpoint() + "/secrets/Secret-00/[0-9a-f]{32}");
	}

	@Test
	void versionsWhenSecretIsUnknownTellsNotFound() throws IOException, InterruptedException {
		assertThat(client.get("/secrets/unknown/versions").status()).isEqualTo(404);
	}

	@Test
	void listWhenVaultHoldsNoneIsEmpty() throws IOException, InterruptedException {
		assertThat(client.get("/keys").body()).isEqualTo("{\"value\":[]}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "maxresults=0", "maxresults=26", "maxresults=x", "$skiptoken=*" })
	void listWhenParameterIsInvalidTellsBadParameter(String parameter) throws IOException, InterruptedException {
		VaultClient.Answer answer = client.get("/secrets?" + parameter);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.json("error").get("code")).isEqualTo("BadParameter");
	}

	private static List<List<?>> pages(String path) throws IOException, InterruptedException {
		return pages(client, path);
	}

	private static List<List<?>> pages(VaultClient client, String path) throws IOException, InterruptedException {
		VaultClient.Answer page = client.get(path);
		List<List<?>> pages = new ArrayList<>(List.of((List<?>) page.json().get("value")));
		while (page.json().containsKey("nextLink")) {
			page = client.getExactly(page.text("nextLink"));
			pages.add((List<?>) page.json().get("value"));
		}
		return pages;
	}

	private static Object id(Object item) {
		return ((Map<?, ?>) item).get("id");
	}

}
