package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.spring.config.KeyVaultImportException;
import dev.keyvault.spring.refresh.KeyVaultRotatedEvent;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;
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
@Timeout(300)
class StartFallbackTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private ApplicationInCluster application;

	@BeforeEach
	void fill(Cluster cluster) {
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-1");
		this.vault.putSecret("clientsecret", "s3cret-of-client-1");
		this.vault.putCertificate("web");
		this.application = new ApplicationInCluster(cluster, this.vault)
			.key("spring.datasource.password", "databasepassword")
			.key("app.client-secret", "clientsecret")
			.secret("foo-secrets.data.databasepassword", "spring.datasource.password")
			.secret("foo-secrets.data.clientsecret", "app.client-secret")
			.property("load.fallback", "kubernetes");
	}

	@AfterEach
	void close() {
		this.application.close();
		this.vault.reappear();
	}

	private void writeAndLoseVault() {
		this.application.start();
		this.application.close();
		this.vault.disappear();
		this.application.property("load.timeout", "3s");
	}

	private void startWithoutVault() {
		writeAndLoseVault();
		this.application.start(Events.class);
	}

	private Health health() {
		return this.application.bean(KeyVaultHealthIndicator.class).health();
	}

	@Test
	void startWhenVaultIsAwayTakesValuesOfSecretAndWarns(CapturedOutput output) {
		startWithoutVault();
		assertThat(this.application.value("spring.datasource.password")).isEqualTo("s3cret-pa55-of-db-1");
		assertThat(this.application.value("app.client-secret")).isEqualTo("s3cret-of-client-1");
		assertThat(output).containsPattern(
				"WARN .*Vault 'payments' \\(\\S+\\) .*\\. Until it answers, these keys have the values of Kubernetes Secrets: 'spring\\.datasource\\.password' \\(version [0-9a-f]{8}, Secret 'foo-secrets' in namespace '\\S+', written at \\S+Z\\), 'app\\.client-secret' \\(version ")
			.contains("Imported 0 keys from Azure Key Vault in ")
			.doesNotContain("s3cret-pa55-of-db", "s3cret-of-client");
	}

	@Test
	void originWhenVaultIsAwayNamesVersionAndSecret() {
		startWithoutVault();
		assertThat(origin()).matches(
				"Azure Key Vault secret 'databasepassword' version [0-9a-f]{32} of vault 'payments' \\(\\S+\\), out of Secret 'foo-secrets' in namespace '\\S+'");
		this.vault.reappear();
		this.application.refresh();
		assertThat(origin())
			.matches("Azure Key Vault secret 'databasepassword' version [0-9a-f]{32} of vault 'payments' \\(\\S+\\)");
	}

	private String origin() {
		return this.application.bean(ConfigurableEnvironment.class)
			.getPropertySources()
			.stream()
			.filter(OriginLookup.class::isInstance)
			.map((source) -> OriginLookup.getOrigin(source, "spring.datasource.password"))
			.filter(Objects::nonNull)
			.findFirst()
			.map(Object::toString)
			.orElseThrow();
	}

	@Test
	void healthWhenVaultIsAwayIsStaleAndSaysSinceWhen() {
		startWithoutVault();
		assertThat(health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(health().getDetails().get("problems")).asInstanceOf(InstanceOfAssertFactories.list(Map.class))
			.hasSize(3)
			.extracting((problem) -> problem.get("reason").toString())
			.anyMatch((reason) -> reason.matches(
					"Vault 'payments' \\(\\S+\\) was out of reach at the start\\. The key has the value of version [0-9a-f]{8} that Secret 'foo-secrets' in namespace '\\S+' holds since \\S+Z\\."));
	}

	@Test
	void refreshWhenVaultIsBackWithTheSameValuesChangesNothing() {
		startWithoutVault();
		this.vault.reappear();
		assertThat(this.application.refresh().rotated()).isEmpty();
		assertThat(health()).isEqualTo(Health.up().build());
		assertThat(this.application.bean(Events.class).count).isZero();
	}

	@Test
	void refreshWhenVaultIsBackWithNewValuesRotates() {
		startWithoutVault();
		this.vault.reappear();
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-2");
		assertThat(this.application.refresh().rotated()).hasSize(1);
		assertThat(this.application.value("spring.datasource.password")).isEqualTo("s3cret-pa55-of-db-2");
		assertThat(health().getStatus()).isEqualTo(Status.UP);
		this.application.awaitText("foo-secrets", "databasepassword", "s3cret-pa55-of-db-2");
	}

	@Test
	void scheduledPollCatchesUpByItself() {
		this.application.property("refresh.enabled", "true");
		this.application.property("refresh.interval", "1s");
		startWithoutVault();
		this.vault.reappear();
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-2");
		await().atMost(LONG)
			.until(() -> "s3cret-pa55-of-db-2".equals(this.application.value("spring.datasource.password")));
	}

	@Test
	void startWhenCertificateIsInSecretHasItsBundle() {
		this.application.key("app.tls", "certificate/web");
		this.application.property("vaults.payments.ssl-bundles.web", "certificate/web");
		this.application.secret("web-tls.tls.key", "app.tls");
		startWithoutVault();
		assertThat(this.application.bean(SslBundles.class).getBundle("web").createSslContext()).isNotNull();
		assertThat(this.application.value("app.tls")).contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
		this.vault.reappear();
		assertThat(this.application.refresh().rotated()).isEmpty();
	}

	@Test
	void startWhenSecretLacksKeyFailsAndSaysWhatWasTried() {
		writeAndLoseVault();
		this.application.key("app.other", "other");
		this.application.key("app.third", "third");
		this.application.secret("foo-secrets.data.third", "app.third");
		assertThatExceptionOfType(KeyVaultImportException.class).isThrownBy(this.application::start)
			.satisfies((failure) -> {
				assertThat(failure.description()).matches(
						"""
								Keys could not be imported from Azure Key Vault, for 2 reasons:

								1\\. Vault 'payments' \\(\\S+\\) [^\\n]+\\. No Kubernetes Secret is declared that has this key\\.
								    app\\.other: secret/other

								2\\. Vault 'payments' \\(\\S+\\) [^\\n]+\\. Secret 'foo-secrets' in namespace '\\S+' has no entry that was made of what the key refers to\\.
								    app\\.third: secret/third""");
				assertThat(failure.getMessage()).doesNotContain("s3cret-pa55-of-db", "s3cret-of-client");
			});
	}

	@Test
	void startWhenImportIsOptionalTakesWhatThereIs() {
		writeAndLoseVault();
		this.application.imports("optional:keyvault:");
		this.application.key("app.other", "other");
		this.application.start();
		assertThat(this.application.value("spring.datasource.password")).isEqualTo("s3cret-pa55-of-db-1");
		assertThat(this.application.value("app.other")).isNull();
	}

	@Test
	void startWithoutKeyThatMayBeAbsentLeavesItsEntryInTheSecret() {
		this.application.imports("optional:keyvault:");
		this.application.property("load.fallback", "none");
		this.application.secret("foo-secrets.data.databasepassword", "optional:spring.datasource.password");
		this.application.secret("foo-secrets.data.clientsecret", "optional:app.client-secret");
		startWithoutVault();
		assertThat(this.application.value("spring.datasource.password")).isNull();
		assertThat(this.application.bean(SecretsLifecycle.class).outcomes()).extracting(WriteOutcome::result)
			.containsExactly(WriteResult.FAILED);
		assertThat(this.application.texts("foo-secrets")).containsEntry("databasepassword", "s3cret-pa55-of-db-1");
	}

	@Test
	void startWithoutFallbackFails() {
		writeAndLoseVault();
		this.application.property("load.fallback", "none");
		assertThatExceptionOfType(KeyVaultImportException.class).isThrownBy(this.application::start)
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

}
