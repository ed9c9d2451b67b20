package dev.keyvault.spring.refresh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the snippets of the rotation guide.
 */
class RotationGuideTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		putLogin("one");
	}

	@Test
	void clientUsesTheCurrentLogin() {
		try (ConfigurableApplicationContext context = start()) {
			PartnerClient client = context.getBean(PartnerClient.class);
			assertThat(client.authorization()).isEqualTo(basic("s3cret-n4me-of-one", "s3cret-pa55-of-number-one"));
			putLogin("two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(client.authorization()).isEqualTo(basic("s3cret-n4me-of-two", "s3cret-pa55-of-number-two"));
		}
	}

	@Test
	void cacheIsFilledAnew() {
		try (ConfigurableApplicationContext context = start()) {
			putLogin("two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getBean(TokenCache.class).token()).isEqualTo("token for s3cret-n4me-of-two");
		}
	}

	@Test
	void listenerHearsOfTheVersion() {
		try (ConfigurableApplicationContext context = start()) {
			String version = putLogin("two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getBean(Guide.class).audit).containsExactly("login is now " + version);
		}
	}

	@Test
	void validatorRefusesShortPasswords() {
		try (ConfigurableApplicationContext context = start()) {
			this.vault.putSecret("login", "{\"user\": \"s3cret-n4me-of-two\", \"password\": \"s3cret-2\"}");
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result.rejected()).extracting(RefreshResult.RejectedKey::reason)
				.contains("It is shorter than 12 characters.");
			assertThat(context.getEnvironment().getProperty("app.login.user")).isEqualTo("s3cret-n4me-of-one");
		}
	}

	@Test
	void refreshTellsWhatCameOfIt() {
		try (ConfigurableApplicationContext context = start()) {
			refresh(this.vault, context.getBean(KeyVaultRefresher.class));
		}
	}

	private static void refresh(EmbeddedKeyVault vault, KeyVaultRefresher refresher) {
		// tag::refresh[]
		vault.putSecret("login", "{\"user\": \"s3cret-n4me-of-two\", \"password\": \"s3cret-pa55-of-number-two\"}");
		RefreshResult result = refresher.refresh();
		assertThat(result.rotated()).extracting(RotatedKey::key)
			.containsExactlyInAnyOrder("app.login.user", "app.login.password");
		assertThat(result.rejected()).isEmpty();
		// end::refresh[]
	}

	private String putLogin(String number) {
		return this.vault.putSecret("login",
				"{\"user\": \"s3cret-n4me-of-%1$s\", \"password\": \"s3cret-pa55-of-number-%1$s\"}".formatted(number));
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication.of(this.vault, Guide.class).key("app.login", "login#*").start();
	}

	private static String basic(String user, String password) {
		byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
		return "Basic " + Base64.getEncoder().encodeToString(text);
	}

	private static String exchange(Login login) {
		return "token for " + login.user();
	}

	// tag::rotating[]
	@ConfigurationProperties("app.login")
	record Login(String user, String password) {

	}

	static class PartnerClient {

		private final Rotating<Login> login;

		PartnerClient(Rotating<Login> login) {
			this.login = login;
		}

		String authorization() {
			Login current = this.login.get();
			return basic(current.user(), current.password());
		}

	}
	// end::rotating[]

	// tag::on-change[]
	static class TokenCache {

		private volatile String token;

		TokenCache(Rotating<Login> login) {
			this.token = exchange(login.get());
			login.onChange((changed) -> this.token = exchange(changed));
		}

		String token() {
			return this.token;
		}

	}
	// end::on-change[]

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Login.class)
	@Import({ PartnerClient.class, TokenCache.class })
	static class Guide {

		private final List<String> audit = new ArrayList<>();

		// tag::event[]
		@EventListener
		void onRotation(KeyVaultRotatedEvent event) {
			if (event.has("app.login.password")) {
				this.audit.add("login is now " + event.keys().get(0).after());
			}
		}
		// end::event[]

		// tag::validator[]
		@Bean
		RotationValidator longEnough() {
			return (proposed) -> proposed.changes()
				.stream()
				.filter((change) -> change.key().value().endsWith("password"))
				.filter((change) -> change.after() != null && change.after().value().reveal().length() < 12)
				.map((change) -> new RejectedChange(change, "It is shorter than 12 characters."))
				.toList();
		}
		// end::validator[]

	}

}
