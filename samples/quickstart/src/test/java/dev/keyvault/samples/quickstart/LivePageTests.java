package dev.keyvault.samples.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import dev.keyvault.test.AccessRule;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.ObjectType;
import dev.keyvault.test.Operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
class LivePageTests {

	@Autowired
	private EmbeddedKeyVault vault;

	@LocalServerPort
	private int port;

	@Test
	void pageWorksWithoutTheNetwork() {
		browser(this.port).get().uri("/").exchange().expectStatus().isOk().expectBody(String.class).value((page) -> {
			assertThat(page).contains("<button id=\"rotate\" type=\"button\" hidden>", "aria-live=\"polite\"");
			assertThat(page).doesNotContain("http:", "https:", "//cdn");
		});
	}

	@Test
	void openTellsKeysAndFollowersAtOnce() throws IOException, InterruptedException {
		try (EventStream page = EventStream.open(this.port)) {
			Overview overview = page.next();
			assertThat(overview.rotatable()).isTrue();
			assertThat(overview.connectionString()).isEqualTo("Server=db;User ID=user;Password=********;");
			assertThat(overview.keys()).extracting(Overview.Key::name, Overview.Key::object, Overview.Key::value)
				.containsExactly(tuple("databasepassword", "secret/key-vault-secret-1", "********"),
						tuple("clientsecret", "secret/key-vault-secret-2", "********"));
			assertThat(overview.followers()).extracting(Overview.Bean::way)
				.containsExactly("Environment.getProperty", "Rotating<AppSettings>",
						"@ConfigurationProperties JavaBean", "@RefreshScope");
		}
	}

	@Test
	void rotateTellsOpenPagesThatAllFollowed() throws IOException, InterruptedException {
		try (EventStream page = EventStream.open(this.port); EventStream other = EventStream.open(this.port)) {
			Overview before = page.next();
			browser(this.port).post().uri("/rotate").exchange().expectStatus().isNoContent();
			Overview after = page.next();
			assertThat(after.keys().get(0).version()).isNotEqualTo(before.keys().get(0).version());
			assertThat(after.keys().get(0).since()).isAfter(before.keys().get(0).since());
			assertThat(after.keys().get(1)).isEqualTo(before.keys().get(1));
			assertThat(after.followers()).extracting(Overview.Bean::version)
				.containsOnly(after.keys().get(0).version());
			assertThat(List.of(other.next(), other.next())).containsExactly(before, after);
		}
	}

	@Test
	void eventsHoldNoValue() throws IOException, InterruptedException {
		try (EventStream page = EventStream.open(this.port)) {
			String before = page.nextText();
			browser(this.port).post().uri("/rotate").exchange().expectStatus().isNoContent();
			assertThat(before + page.nextText()).doesNotContain("not-a-real");
		}
	}

	@Test
	void rotatePrintsKeyAndVersionsAndNoValue(CapturedOutput output) throws IOException, InterruptedException {
		try (EventStream page = EventStream.open(this.port)) {
			String before = page.next().keys().get(0).version();
			browser(this.port).post().uri("/rotate").exchange().expectStatus().isNoContent();
			String after = page.next().keys().get(0).version();
			assertThat(output)
				.contains("Rotated: databasepassword has version %s of secret/key-vault-secret-1 now, before %s"
					.formatted(after, before))
				.doesNotContain("not-a-real");
		}
	}

	@Test
	void rotateWhenVaultRefusesTellsWhy() {
		this.vault.access().deny(AccessRule.RBAC, ObjectType.SECRET, Operation.GET, "key-vault-secret-1");
		try {
			browser(this.port).post()
				.uri("/rotate")
				.exchange()
				.expectStatus()
				.isEqualTo(HttpStatus.CONFLICT)
				.expectBody(String.class)
				.value((told) -> assertThat(told)
					.contains("does not allow 'secrets/get' for secret 'key-vault-secret-1'"));
		}
		finally {
			this.vault.access().allowAll();
		}
		browser(this.port).post().uri("/rotate").exchange().expectStatus().isNoContent();
	}

	@Test
	void closeEndsOpenPagesAndThreads() throws IOException, InterruptedException {
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		ConfigurableApplicationContext context = start(Map.of());
		try (EventStream page = EventStream.open(port(context))) {
			page.next();
			context.close();
			assertThat(page.nextText()).isEqualTo("end");
		}
		assertThat(threadsLeft(before)).isEmpty();
	}

	@Test
	void vaultOfOthersHasNoButton() throws IOException, InterruptedException {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.start();
				ConfigurableApplicationContext context = startAgainst(other);
				EventStream page = EventStream.open(port(context))) {
			assertThat(page.next().rotatable()).isFalse();
			browser(port(context)).post().uri("/rotate").exchange().expectStatus().isNotFound();
		}
	}

	private static RestTestClient browser(int port) {
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	private static ConfigurableApplicationContext startAgainst(EmbeddedKeyVault other) {
		other.putSecret("key-vault-secret-1", "s3cret-of-others-1");
		other.putSecret("key-vault-secret-2", "s3cret-of-others-2");
		return start(other.properties("demo"));
	}

	private static ConfigurableApplicationContext start(Map<String, String> properties) {
		SpringApplication application = new SpringApplication(QuickstartApplication.class);
		application.addListeners(new EmbeddedVault());
		List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
		properties.forEach((name, value) -> arguments.add("--" + name + "=" + value));
		return application.run(arguments.toArray(String[]::new));
	}

	private static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	private static List<String> threadsLeft(Set<Thread> before) throws InterruptedException {
		List<Thread> started = Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !before.contains(thread) && !thread.getName().startsWith("HttpClient"))
			.toList();
		for (Thread thread : started) {
			thread.join(10_000);
		}
		return started.stream().filter(Thread::isAlive).map(Thread::getName).toList();
	}

}
