package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what imports ask of vaults.
 */
class KeyVaultRequestsTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(KeyVaultRequestsTests::fill);

	private final EmbeddedKeyVault vault = extension.vault();

	@TempDir
	Path directory;

	static void fill(EmbeddedKeyVault vault) {
		vault.putSecret("db-credentials", """
				{"username": "joe", "password": "s3cret-pa55-of-joe"}""");
		vault.putSecret("api-key", "s3cret-ap1-key");
		vault.putSecret("mail-password", "s3cret-pa55-of-mail");
	}

	@BeforeEach
	void forgetRequests() {
		this.vault.faults().clear();
		this.vault.requests().reset();
	}

	@Test
	void applicationWithProfilesReadsEachObjectOnce() {
		try (ConfigurableApplicationContext context = application().start()) {
			assertThat(context.getEnvironment().getProperty("app.password")).isEqualTo("s3cret-pa55-of-joe");
			assertThat(context.getEnvironment().getProperty("app.mail")).isEqualTo("s3cret-pa55-of-mail");
			assertThat(this.vault.requests().tokenRequests()).isOne();
			assertThat(this.vault.requests().challenges()).isOne();
			assertThat(this.vault.requests().count("/secrets/.*")).isEqualTo(3 + 1);
		}
	}

	@Test
	void refreshOfOtherProviderReadsNothing() {
		try (ConfigurableApplicationContext context = application().start()) {
			this.vault.putSecret("api-key", "s3cret-ap1-key-of-later");
			this.vault.requests().reset();
			context.getBean(ContextRefresher.class).refresh();
			assertThat(this.vault.requests().total()).isZero();
			assertThat(context.getEnvironment().getProperty("app.api-key")).isEqualTo("s3cret-ap1-key");
		}
	}

	@Test
	void vaultsOfOneIdentityAskForOneToken() {
		try (EmbeddedKeyVault other = EmbeddedKeyVault.builder().sharingIdentityWith(this.vault).start()) {
			other.putSecret("audit-token", "s3cret-t0ken-of-audit");
			ApplicationRun run = application().vault("audit", other)
				.argument("--keyvault.vaults.audit.keys.audit.token=audit-token");
			try (ConfigurableApplicationContext context = run.start()) {
				assertThat(context.getEnvironment().getProperty("audit.token")).isEqualTo("s3cret-t0ken-of-audit");
				assertThat(this.vault.requests().tokenRequests() + other.requests().tokenRequests()).isOne();
			}
		}
	}

	@Test
	void importOfOneVaultTwiceReadsEachObjectOnce() {
		ApplicationRun run = application().file("application-test.yml", "spring.config.import: 'keyvault:payments'");
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("app.user")).isEqualTo("joe");
			assertThat(this.vault.requests().count("/secrets/.*")).isEqualTo(3 + 1);
		}
	}

	@Test
	void manyObjectsAreReadOnceAndSixteenAtATime() {
		ApplicationRun run = ApplicationRun.in(this.directory)
			.file("application.yml", "spring.config.import: 'keyvault:'")
			.vault("payments", this.vault);
		for (int i = 0; i < 200; i++) {
			this.vault.putSecret("bulk-" + i, "value-" + i);
			run.argument("--keyvault.vaults.payments.keys.app.bulk-%1$d=bulk-%1$d".formatted(i));
		}
		this.vault.faults().delay(Duration.ofMillis(5));
		try (ConfigurableApplicationContext context = run.start()) {
			assertThat(context.getEnvironment().getProperty("app.bulk-199")).isEqualTo("value-199");
			assertThat(this.vault.requests().count("/secrets/.*")).isEqualTo(200 + this.vault.requests().challenges());
			assertThat(this.vault.requests().challenges()).isOne();
			assertThat(this.vault.requests().maxConcurrent()).isLessThanOrEqualTo(16);
		}
	}

	private ApplicationRun application() {
		return ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.vaults.payments.keys:
				  app.user: db-credentials#/username
				  app.password: db-credentials#/password
				  app.api-key: api-key
				""").file("application-prod.yml", """
				keyvault.vaults.payments.keys.app.mail: mail-password
				""").vault("payments", this.vault).argument("--spring.profiles.active=prod,test");
	}

}
