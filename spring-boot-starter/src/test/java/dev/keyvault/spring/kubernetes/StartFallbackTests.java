package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

import dev.keyvault.kubernetes.Cluster;
import dev.keyvault.kubernetes.ClusterExtension;
import dev.keyvault.kubernetes.SecretOutcome;
import dev.keyvault.kubernetes.SecretOutcome.Result;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.spring.config.KeyVaultImportException;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.KeyVaultRotatedEvent;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for applications that start from the Secrets that they wrote earlier, since their
 * vault is out of reach.
 */
@ExtendWith({ ClusterExtension.class, OutputCaptureExtension.class })
@Timeout(120)
class StartFallbackTests {

	private static final Duration LONG = Duration.ofSeconds(30);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private Cluster cluster;

	private ConfigurableApplicationContext context;

	@BeforeEach
	void fill(Cluster cluster) {
		this.cluster = cluster;
		this.vault.putSecret("databasepassword", "pa55-of-db-1");
		this.vault.putSecret("clientsecret", "s3cret-of-client-1");
		this.vault.putCertificate("web");
		this.properties.putAll(this.vault.properties("payments"));
		set("spring.application.name", "shop");
		set("spring.config.import", "keyvault:");
		set("spring.main.banner-mode", "off");
		set("keyvault.refresh.enabled", "false");
		set("keyvault.load.timeout", "3s");
		set("keyvault.load.fallback", "kubernetes");
		set("keyvault.vaults.payments.keys.spring.datasource.password", "databasepassword");
		set("keyvault.vaults.payments.keys.app.client-secret", "clientsecret");
		set("keyvault.kubernetes.namespace", cluster.namespace());
		set("keyvault.kubernetes.kubeconfig", cluster.kubeconfig().toString());
		set("keyvault.kubernetes.secrets.foo-secrets.data.databasepassword", "spring.datasource.password");
		set("keyvault.kubernetes.secrets.foo-secrets.data.clientsecret", "app.client-secret");
	}

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
		this.vault.reappear();
	}

	private void set(String name, String value) {
		this.properties.put(name, value);
	}

	private void start() {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(this.properties)
			.run();
	}

	private void startWithoutVault() {
		start();
		this.context.close();
		this.vault.disappear();
		start();
	}

	private String property(String name) {
		return this.context.getEnvironment().getProperty(name);
	}

	private Health health() {
		return this.context.getBean(KeyVaultHealthIndicator.class).health();
	}

	private RefreshResult refresh() {
		return this.context.getBean(KeyVaultRefresher.class).refresh();
	}

	@Test
	void startWhenVaultIsAwayTakesValuesOfSecretAndWarns(CapturedOutput output) {
		startWithoutVault();
		assertThat(property("spring.datasource.password")).isEqualTo("pa55-of-db-1");
		assertThat(property("app.client-secret")).isEqualTo("s3cret-of-client-1");
		assertThat(output).containsPattern(
				"WARN .*Vault 'payments' \\(\\S+\\) .*\\. Until it answers, these keys are as Kubernetes Secrets have them: 'spring\\.datasource\\.password' \\(version [0-9a-f]{32}, Secret 'foo-secrets' in namespace '\\S+', written at \\S+Z\\), 'app\\.client-secret' \\(version ")
			.contains("Imported 0 keys from Azure Key Vault in ")
			.doesNotContain("pa55-of-db", "s3cret-of-client");
	}

	@Test
	void healthWhenVaultIsAwayIsStaleAndSaysSinceWhen() {
		startWithoutVault();
		assertThat(health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(health().getDetails().get("troubles")).asInstanceOf(InstanceOfAssertFactories.list(Map.class))
			.hasSize(3)
			.extracting((trouble) -> trouble.get("reason").toString())
			.anyMatch((reason) -> reason.matches(
					"The key has the value of version [0-9a-f]{32} that Secret 'foo-secrets' in namespace '\\S+' holds since \\S+Z: the vault was out of reach at the start\\."));
	}

	@Test
	void refreshWhenVaultIsBackWithTheSameValuesChangesNothing() {
		startWithoutVault();
		this.vault.reappear();
		assertThat(refresh().rotated()).isEmpty();
		assertThat(health()).isEqualTo(Health.up().build());
		assertThat(this.context.getBean(Events.class).count).isZero();
	}

	@Test
	void refreshWhenVaultIsBackWithNewValuesRotates() {
		startWithoutVault();
		this.vault.reappear();
		this.vault.putSecret("databasepassword", "pa55-of-db-2");
		assertThat(refresh().rotated()).hasSize(1);
		assertThat(property("spring.datasource.password")).isEqualTo("pa55-of-db-2");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		await().atMost(LONG).until(() -> live("databasepassword").equals("pa55-of-db-2"));
	}

	private String live(String entry) {
		return new String(Base64.getDecoder()
			.decode(this.cluster.admin()
				.secrets()
				.inNamespace(this.cluster.namespace())
				.withName("foo-secrets")
				.get()
				.getData()
				.get(entry)));
	}

	@Test
	void scheduledLookCatchesUpByItself() {
		set("keyvault.refresh.enabled", "true");
		set("keyvault.refresh.interval", "1s");
		startWithoutVault();
		this.vault.reappear();
		this.vault.putSecret("databasepassword", "pa55-of-db-2");
		await().atMost(LONG).until(() -> "pa55-of-db-2".equals(property("spring.datasource.password")));
	}

	@Test
	void startWhenCertificateIsInSecretHasItsBundle() {
		set("keyvault.vaults.payments.keys.app.tls", "certificate/web");
		set("keyvault.vaults.payments.ssl-bundles.web", "certificate/web");
		set("keyvault.kubernetes.secrets.web-tls.tls.key", "app.tls");
		startWithoutVault();
		assertThat(this.context.getBean(SslBundles.class).getBundle("web").createSslContext()).isNotNull();
		assertThat(property("app.tls")).contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
		this.vault.reappear();
		assertThat(refresh().rotated()).isEmpty();
	}

	@Test
	void startWhenSecretLacksKeyFailsAndSaysWhatWasTried() {
		start();
		this.context.close();
		this.vault.disappear();
		set("keyvault.vaults.payments.keys.app.other", "other");
		set("keyvault.vaults.payments.keys.app.third", "third");
		set("keyvault.kubernetes.secrets.foo-secrets.data.third", "app.third");
		assertThatExceptionOfType(KeyVaultImportException.class).isThrownBy(this::start).satisfies((failure) -> {
			assertThat(failure.description()).matches(
					"""
							Keys could not be imported from Azure Key Vault, for 2 reasons:

							1\\. Vault 'payments' \\(\\S+\\) [^\\n]+\\. No Kubernetes Secret is declared that has this key\\.
							    app\\.other: secret/other

							2\\. Vault 'payments' \\(\\S+\\) [^\\n]+\\. Secret 'foo-secrets' in namespace '\\S+' has no entry that was made of what the key refers to\\.
							    app\\.third: secret/third""");
			assertThat(failure.getMessage()).doesNotContain("pa55-of-db", "s3cret-of-client");
		});
	}

	@Test
	void startWhenImportIsOptionalTakesWhatThereIs() {
		start();
		this.context.close();
		this.vault.disappear();
		set("spring.config.import", "optional:keyvault:");
		set("keyvault.vaults.payments.keys.app.other", "other");
		start();
		assertThat(property("spring.datasource.password")).isEqualTo("pa55-of-db-1");
		assertThat(property("app.other")).isNull();
	}

	@Test
	void startWithoutKeyThatMayBeAbsentLeavesItsEntryInTheSecret() {
		set("spring.config.import", "optional:keyvault:");
		set("keyvault.load.fallback", "none");
		set("keyvault.kubernetes.secrets.foo-secrets.data.databasepassword", "optional:spring.datasource.password");
		set("keyvault.kubernetes.secrets.foo-secrets.data.clientsecret", "optional:app.client-secret");
		startWithoutVault();
		assertThat(property("spring.datasource.password")).isNull();
		assertThat(this.context.getBean(SecretsKeeper.class).outcomes()).extracting(SecretOutcome::result)
			.containsExactly(Result.FAILED);
		assertThat(live("databasepassword")).isEqualTo("pa55-of-db-1");
	}

	@Test
	void startWithoutFallbackFails() {
		start();
		this.context.close();
		this.vault.disappear();
		set("keyvault.load.fallback", "none");
		assertThatExceptionOfType(KeyVaultImportException.class).isThrownBy(this::start)
			.satisfies((failure) -> assertThat(failure.description()).doesNotContain("Kubernetes"));
	}

	/**
	 * Counts rotations.
	 */
	static class Events {

		private volatile int count;

		@EventListener
		void rotated(KeyVaultRotatedEvent event) {
			this.count++;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Events.class)
	static class Application {

	}

}
