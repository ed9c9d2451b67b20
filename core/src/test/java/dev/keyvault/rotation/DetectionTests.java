package dev.keyvault.rotation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.keyvault.fixtures.EventLog;
import dev.keyvault.test.AccessRule;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.ObjectType;
import dev.keyvault.test.Operation;
import dev.keyvault.test.certificate.CertificateIssuer;
import dev.keyvault.test.certificate.KeyAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Detection}: which requests a poll takes. The documentation states
 * these numbers.
 */
class DetectionTests {

	private static final String LIST = "GET /secrets";

	private final EmbeddedPollerFixture fixture = new EmbeddedPollerFixture();

	private final EmbeddedKeyVault vault = this.fixture.embedded;

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void getReadsEachLatestObjectOnceHoweverManyKeysUseIt() {
		this.vault.putSecret("db", "{\"user\": \"s3cret-n4me-of-db\", \"password\": \"s3cret-pa55-of-db\"}");
		this.vault.putSecret("app", "s3cret-of-app");
		this.fixture.start(Detection.GET, "user: db#/user", "password: db#/password", "all: DB#*", "app: app");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app", "GET /secrets/db");
		this.vault.putSecret("app", "s3cret-of-two");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app", "GET /secrets/db");
		assertThat(this.fixture.values()).containsEntry("app", "s3cret-of-two");
	}

	@Test
	void getReadsKeysAndCertificatesOnce() {
		this.vault.putKey("signing", CertificateIssuer.of(KeyAlgorithm.EC).root("Root").keys());
		this.vault.putCertificate("web");
		this.vault.putCertificate("leaf");
		this.fixture.start(Detection.GET, "key: key/signing", "leaf: certificate/leaf#leaf", "web: certificate/web",
				"pkcs12: certificate/web#pkcs12", "one: certificate/web#leaf");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /certificates/leaf", "GET /keys/signing",
				"GET /secrets/web");
	}

	@Test
	void pinnedVersionsAreNotAskedForAgain() {
		String version = this.vault.putSecret("app", "s3cret-of-one");
		this.vault.putSecret("app", "s3cret-of-two");
		this.fixture.start(Detection.GET, "app: app@" + version);
		assertThat(this.fixture.requestsOfPoll()).isEmpty();
		assertThat(this.fixture.values()).containsEntry("app", "s3cret-of-one");
	}

	@Test
	void pinnedVersionsThatCouldNotBeReadAreAskedForAgain() {
		this.vault.putSecret("app", "s3cret-of-one");
		this.vault.faults().respond(503, "ServiceUnavailable", "Down.");
		String version = this.vault.putSecret("app", "s3cret-of-two");
		this.fixture.start(Detection.GET, "app: app@" + version);
		this.vault.faults().clear();
		assertThat(this.fixture.requestsOfPoll()).contains("GET /secrets/app/" + version);
		assertThat(this.fixture.values()).containsEntry("app", "s3cret-of-two");
	}

	@Test
	void previousVersionIsListedAndReadWhenItIsAnother() {
		this.vault.putSecret("app", "s3cret-of-one");
		this.fixture.move(Duration.ofSeconds(1));
		String second = this.vault.putSecret("app", "s3cret-of-two");
		this.fixture.start(Detection.GET, "app: app@previous");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app/versions");
		this.vault.putSecret("app", "s3cret-of-three");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app/" + second,
				"GET /secrets/app/versions");
		assertThat(this.fixture.values()).containsEntry("app", "s3cret-of-two");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app/versions");
	}

	@Test
	void previousVersionThatWasTheLatestIsNotReadAgain() {
		this.vault.putSecret("app", "s3cret-of-one");
		this.fixture.move(Duration.ofSeconds(1));
		this.vault.putSecret("app", "s3cret-of-two");
		this.fixture.start(Detection.GET, "new: app", "old: app@previous");
		this.fixture.move(Duration.ofSeconds(1));
		this.vault.putSecret("app", "s3cret-of-three");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /secrets/app", "GET /secrets/app/versions");
		assertThat(this.fixture.values()).containsEntry("new", "s3cret-of-three").containsEntry("old", "s3cret-of-two");
	}

	@Test
	void importAllListsOnceAndReadsEach() {
		put("app", 30);
		this.fixture.startAll(Detection.GET);
		assertThat(this.fixture.requestsOfPoll()).hasSize(32).containsAll(reads("app", 30)).contains(LIST);
		assertThat(this.vault.requests().count("/secrets")).isEqualTo(2);
	}

	@Test
	void listReadsWhatTheListShowsChanged() {
		put("app", 30);
		this.fixture.start(Detection.LIST, keys("app", 30));
		assertThat(this.fixture.requestsOfPoll()).isEqualTo(reads("app", 30));
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST);
		this.vault.putSecret("app7", "s3cret-of-change");
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST, "GET /secrets/app7");
		assertThat(this.fixture.values()).containsEntry("app7", "s3cret-of-change");
		this.fixture.requestsOfPoll();
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST);
	}

	@Test
	void listFindsOutWhatIsGoneOrDisabled() {
		put("app", 3);
		this.fixture.start(Detection.LIST, keys("app", 3));
		this.fixture.poll();
		this.vault.delete(ObjectType.SECRET, "app1");
		this.vault.setEnabled(ObjectType.SECRET, "app2", false);
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, "GET /secrets/app1", "GET /secrets/app2");
		assertThat(this.fixture.problems()).extracting((problem) -> problem.subject().toString())
			.containsExactly("Key 'app1: secret/app1'", "Key 'app2: secret/app2'");
		assertThat(this.fixture.values()).hasSize(3);
	}

	@Test
	void listIsOnlyUsedWhereItIsFewerRequests() {
		put("app", 60);
		this.fixture.start(Detection.LIST, keys("app", 3));
		this.fixture.poll();
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST, LIST);
		assertThat(this.fixture.requestsOfPoll()).isEqualTo(reads("app", 3));
		assertThat(this.fixture.requestsOfPoll()).isEqualTo(reads("app", 3));
	}

	@Test
	void listIsUsedWhereItIsOneRequestLess() {
		put("app", 60);
		this.fixture.start(Detection.LIST, keys("app", 4));
		this.fixture.poll();
		for (int i = 0; i < 3; i++) {
			assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST, LIST);
		}
	}

	@Test
	void listCountsFullPages() {
		put("app", 50);
		this.fixture.start(Detection.LIST, keys("app", 3));
		this.fixture.poll();
		for (int i = 0; i < 2; i++) {
			assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, LIST);
		}
	}

	@Test
	void listServesImportAllToo() {
		put("app", 2);
		this.fixture.startAll(Detection.LIST);
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, "GET /secrets/app0", "GET /secrets/app1");
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST);
		this.vault.putSecret("app1", "s3cret-of-change");
		this.vault.putSecret("app2", "s3cret-of-new");
		this.vault.delete(ObjectType.SECRET, "app0");
		assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, "GET /secrets/app1", "GET /secrets/app2");
		assertThat(this.fixture.values()).containsOnlyKeys("app1", "app2").containsEntry("app1", "s3cret-of-change");
	}

	@Test
	void listAsksTheListThatShowsEachKindOfObject() {
		for (String name : List.of("web", "shop")) {
			this.vault.putKey("key-" + name, CertificateIssuer.of(KeyAlgorithm.EC).root("Root").keys());
			this.vault.putCertificate(name);
			this.vault.putCertificate(name + "-leaf");
		}
		this.fixture.start(Detection.LIST, "1: key/key-web", "2: key/key-shop", "3: certificate/web-leaf#leaf",
				"4: certificate/shop-leaf#leaf", "5: certificate/web", "6: certificate/shop");
		this.fixture.poll();
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /certificates", "GET /keys", LIST);
		this.vault.putCertificate("web");
		assertThat(this.fixture.requestsOfPoll()).containsExactly("GET /certificates", "GET /keys", LIST,
				"GET /secrets/web");
		this.vault.putCertificate("shop-leaf");
		assertThat(this.fixture.requestsOfPoll()).contains("GET /certificates/shop-leaf");
	}

	@Test
	void listReadsAgainWhatMayHaveChangedWithinTheSecond() {
		put("app", 2);
		this.fixture.start(Detection.LIST, keys("app", 2));
		this.fixture.poll();
		this.vault.putSecret("app0", "s3cret-of-two");
		assertThat(this.fixture.pollNow().changes()).hasSize(1);
		this.vault.putSecret("app0", "s3cret-of-three");
		this.fixture.move(Duration.ofSeconds(59));
		this.fixture.pollNow();
		assertThat(this.fixture.values()).containsEntry("app0", "s3cret-of-three");
		this.fixture.move(Duration.ofSeconds(1));
		this.fixture.pollNow();
		this.vault.requests().reset();
		this.fixture.pollNow();
		assertThat(this.fixture.requests()).containsExactly(LIST);
	}

	@Test
	void listWhenDeniedReadsEachAndIsTriedAtEachPoll() {
		try (EventLog log = new EventLog(RotationPoller.class)) {
			put("app", 2);
			this.fixture.start(Detection.LIST, keys("app", 2));
			this.fixture.poll();
			this.vault.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.LIST);
			this.vault.putSecret("app1", "s3cret-of-two");
			for (int i = 0; i < 3; i++) {
				assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST, "GET /secrets/app0",
						"GET /secrets/app1");
			}
			assertThat(this.fixture.values()).containsEntry("app1", "s3cret-of-two");
			assertThat(log.take()).filteredOn((line) -> line.startsWith("WARN"))
				.containsExactly("WARN Lists of vault " + this.fixture.vault + ": Vault " + this.fixture.vault
						+ " does not allow 'secrets/list' for the list of secrets. Objects whose names are known are read one by one. Give the application's identity the role \"Key Vault Secrets User\" on the vault or, if the vault uses access policies, the permission 'secrets/list'. A new grant takes some minutes.");
			this.vault.access().allowAll();
			assertThat(this.fixture.requestsOfPoll()).containsExactly(LIST);
			assertThat(log.take()).singleElement(InstanceOfAssertFactories.STRING)
				.startsWith("INFO Lists of vault " + this.fixture.vault + ": recovered after ");
		}
	}

	@Test
	void listDoesNotAskForPinnedVersions() {
		String version = this.vault.putSecret("app", "s3cret-of-one");
		this.fixture.start(Detection.LIST, "app: app@" + version);
		assertThat(this.fixture.requestsOfPoll()).isEmpty();
		assertThat(this.fixture.requestsOfPoll()).isEmpty();
	}

	private void put(String name, int count) {
		IntStream.range(0, count).forEach((i) -> this.vault.putSecret(name + i, "s3cret-of-" + i));
	}

	private static String[] keys(String name, int count) {
		return IntStream.range(0, count).mapToObj((i) -> name + i + ": " + name + i).toArray(String[]::new);
	}

	private static List<String> reads(String name, int count) {
		List<String> reads = new ArrayList<>();
		IntStream.range(0, count).mapToObj((i) -> "GET /secrets/" + name + i).sorted().forEach(reads::add);
		return reads;
	}

}
