package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
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
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.kubernetes.Cluster;
import dev.keyvault.kubernetes.ClusterExtension;
import dev.keyvault.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.spring.actuate.KeyVaultKubernetesHealthIndicator;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for Kubernetes Secrets of an application, from the vault to the API server.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(120)
class KubernetesSecretsTests {

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
		this.properties.putAll(this.vault.properties("payments"));
		this.properties.put("spring.application.name", "shop");
		this.properties.put("spring.config.import", "keyvault:");
		this.properties.put("spring.main.banner-mode", "off");
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.vaults.payments.keys.spring.datasource.password", "databasepassword");
		this.properties.put("keyvault.vaults.payments.keys.app.client-secret", "clientsecret");
		this.properties.put("keyvault.kubernetes.namespace", cluster.namespace());
		this.properties.put("keyvault.kubernetes.kubeconfig", cluster.kubeconfig().toString());
		entry("databasepassword", "spring.datasource.password");
		entry("clientsecret", "app.client-secret");
	}

	@AfterEach
	void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	@Test
	void secretIsThereWhenTheApplicationIsReady() {
		start();
		assertThat(live().getType()).isEqualTo("Opaque");
		assertThat(texts()).isEqualTo(Map.of("databasepassword", "pa55-of-db-1", "clientsecret", "s3cret-of-client-1"));
		assertThat(live().getMetadata().getLabels()).containsEntry("keyvault.dev/application", "shop");
	}

	@Test
	void secretFollowsRotation() {
		start();
		this.vault.putSecret("databasepassword", "pa55-of-db-2");
		this.context.getBean(KeyVaultRefresher.class).refresh();
		awaitText("databasepassword", "pa55-of-db-2");
		assertThat(texts()).containsEntry("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void watchedSecretIsRepairedWhenEdited() {
		this.properties.put("keyvault.kubernetes.watch", "true");
		start();
		edit("clientsecret", "s3cret-of-somebody-else");
		awaitText("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void unwatchedSecretIsRepairedAfterTheInterval() {
		this.properties.put("keyvault.refresh.interval", "1s");
		start();
		edit("clientsecret", "s3cret-of-somebody-else");
		awaitText("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void entriesAndLabelsComeOutAsWritten() {
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.data.DB_PASSWORD", "spring.datasource.password");
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.labels[example.org/team]", "payments");
		start();
		assertThat(texts()).containsEntry("DB_PASSWORD", "pa55-of-db-1");
		assertThat(live().getMetadata().getLabels()).containsEntry("example.org/team", "payments");
	}

	@Test
	void leaderWrites() {
		this.properties.put("keyvault.kubernetes.leader-election.enabled", "true");
		start();
		await().atMost(LONG).until(() -> live() != null);
		assertThat(this.cluster.admin().leases().inNamespace(this.cluster.namespace()).withName("shop-keyvault").get())
			.isNotNull();
	}

	@Test
	void undeclaredSecretIsRemoved() {
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.on-removal", "delete");
		start();
		close();
		this.properties.keySet().removeIf((name) -> name.startsWith("keyvault.kubernetes.secrets."));
		this.properties.put("keyvault.kubernetes.remove-undeclared", "true");
		start();
		await().atMost(LONG).until(() -> live() == null);
	}

	@Test
	@NeedsFakeCluster
	void failureToWriteFailsNeitherStartNorRotationAndIsMadeGood() {
		this.cluster.fake().fail(503);
		start();
		assertThat(health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(health().getDetails().toString()).contains("shop/foo-secrets", "result=failed", "retryAt=")
			.doesNotContain("-of-db-");
		this.vault.putSecret("databasepassword", "pa55-of-db-2");
		assertThat(this.context.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
		this.cluster.fake().recover();
		await().atMost(LONG).until(() -> live() != null);
		awaitText("databasepassword", "pa55-of-db-2");
		await().atMost(LONG).until(() -> health().getStatus().equals(Status.UP));
	}

	@Test
	@NeedsFakeCluster
	void unchangedCycleWritesNothing() {
		start();
		this.cluster.fake().forgetRequests();
		this.context.getBean(KeyVaultRefresher.class).refresh();
		assertThat(this.cluster.fake().writes()).isZero();
	}

	@Test
	void closedContextLeavesNoThread() {
		this.properties.put("keyvault.kubernetes.watch", "true");
		this.properties.put("keyvault.kubernetes.leader-election.enabled", "true");
		start();
		close();
		await().atMost(LONG).untilAsserted(() -> assertThat(threads()).isEmpty());
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map(Thread::getName)
			.filter((name) -> name.equals("keyvault-kubernetes") || name.equals("keyvault-election"))
			.collect(Collectors.toSet());
	}

	private void entry(String name, String key) {
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.data." + name, key);
	}

	private void start() {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(this.properties)
			.run();
	}

	private Health health() {
		return this.context.getBean(KeyVaultKubernetesHealthIndicator.class).health();
	}

	private Secret live() {
		return this.cluster.admin().secrets().inNamespace(this.cluster.namespace()).withName("foo-secrets").get();
	}

	private Map<String, String> texts() {
		return live().getData()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey,
					(entry) -> new String(Base64.getDecoder().decode(entry.getValue()))));
	}

	private void awaitText(String entry, String text) {
		await().atMost(LONG).until(() -> text.equals(texts().get(entry)));
	}

	private void edit(String entry, String value) {
		String data = Base64.getEncoder().encodeToString(value.getBytes());
		this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName("foo-secrets")
			.edit((secret) -> new SecretBuilder(secret).addToData(entry, data).build());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
