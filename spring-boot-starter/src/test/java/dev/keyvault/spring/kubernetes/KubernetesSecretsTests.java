package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for Kubernetes Secrets of an application, from the vault to the API server.
 */
@ExtendWith({ ClusterExtension.class, OutputCaptureExtension.class })
@Timeout(300)
class KubernetesSecretsTests {

	private static final Duration LONG = Duration.ofMinutes(2);

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private Cluster cluster;

	private ApplicationInCluster application;

	@BeforeEach
	void create(Cluster cluster) {
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-1");
		this.vault.putSecret("clientsecret", "s3cret-of-client-1");
		this.cluster = cluster;
		this.application = new ApplicationInCluster(cluster, this.vault)
			.key("spring.datasource.password", "databasepassword")
			.key("app.client-secret", "clientsecret")
			.secret("foo-secrets.data.databasepassword", "spring.datasource.password")
			.secret("foo-secrets.data.clientsecret", "app.client-secret");
	}

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void secretIsThereWhenTheApplicationIsReady() {
		this.application.start();
		assertThat(live().getType()).isEqualTo("Opaque");
		assertThat(texts())
			.isEqualTo(Map.of("databasepassword", "s3cret-pa55-of-db-1", "clientsecret", "s3cret-of-client-1"));
		assertThat(live().getMetadata().getLabels()).containsEntry("keyvault.dev/application", "shop");
	}

	@Test
	void secretHasValuesToTheCharacter() {
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-${HOME}#{1+1}\\${a}");
		this.application.start();
		assertThat(texts()).containsEntry("databasepassword", "s3cret-pa55-of-${HOME}#{1+1}\\${a}");
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-${x");
		this.application.refresh();
		awaitText("databasepassword", "s3cret-pa55-of-${x");
	}

	@Test
	void secretFollowsRotation() {
		this.application.start();
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-2");
		this.application.refresh();
		awaitText("databasepassword", "s3cret-pa55-of-db-2");
		assertThat(texts()).containsEntry("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void watchedSecretIsRepairedWhenEdited() {
		this.application.property("kubernetes.watch", "true");
		this.application.start();
		this.application.edit("foo-secrets", "clientsecret", "s3cret-of-somebody-else");
		awaitText("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void unwatchedSecretIsRepairedAfterTheInterval() {
		this.application.property("refresh.interval", "1s");
		this.application.start();
		this.application.edit("foo-secrets", "clientsecret", "s3cret-of-somebody-else");
		awaitText("clientsecret", "s3cret-of-client-1");
	}

	@Test
	void entriesAndLabelsComeOutAsWritten() {
		this.application.secret("foo-secrets.data.DB_PASSWORD", "spring.datasource.password");
		this.application.secret("foo-secrets.labels[example.org/team]", "payments");
		this.application.start();
		assertThat(texts()).containsEntry("DB_PASSWORD", "s3cret-pa55-of-db-1");
		assertThat(live().getMetadata().getLabels()).containsEntry("example.org/team", "payments");
	}

	@Test
	void leaderWritesBeforeTheApplicationIsReady() {
		this.application.property("kubernetes.leader-election.enabled", "true");
		this.application.start();
		assertThat(texts()).containsEntry("databasepassword", "s3cret-pa55-of-db-1");
		assertThat(this.cluster.admin().leases().inNamespace(this.cluster.namespace()).withName("shop-keyvault").get())
			.isNotNull();
		assertThat(this.application.health().getStatus()).isEqualTo(Status.UP);
	}

	@Test
	@NeedsFakeCluster
	void startWhenNobodyCanLeadGoesOnAndHealthSaysSo(CapturedOutput output) {
		this.cluster.fake().deny("get leases");
		this.application.property("kubernetes.leader-election.enabled", "true").start();
		String vacancy = "No replica is known to lead (Lease 'shop-keyvault' in namespace 'shop'): The Kubernetes API server does not allow 'get' for leases 'shop-keyvault' in namespace 'shop'.";
		assertThat(output).containsOnlyOnce(vacancy + " Until one does, 1 of 1 Secrets are not written");
		assertThat(this.application.health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(this.application.health().getDetails().get("shop/foo-secrets"))
			.isEqualTo(Map.of("result", "left-to-leader", "reason", vacancy));
	}

	@Test
	void undeclaredSecretIsRemoved() {
		this.application.pod("shop-1");
		this.application.secret("foo-secrets.on-removal", "delete");
		this.application.start();
		close();
		this.application.withoutSecrets();
		this.application.property("kubernetes.remove-undeclared", "true");
		this.application.start();
		await().atMost(LONG).until(() -> live() == null);
	}

	@Test
	void undeclaredSecretOfAnotherWorkloadOfTheSameNameStays() {
		this.application.pod("shop-1").secret("foo-secrets.on-removal", "delete").start();
		close();
		this.application.withoutSecrets().pod("shop-2").secret("zoo-secrets.on-removal", "delete");
		this.application.secret("zoo-secrets.data.entry", "app.client-secret").start();
		close();
		this.application.withoutSecrets().property("kubernetes.remove-undeclared", "true").start();
		await().atMost(LONG).until(() -> this.application.live("zoo-secrets") == null);
		assertThat(live()).isNotNull();
	}

	@Test
	void secretOfAnApplicationWithoutNameSaysNothingOfAnApplication() {
		this.application.set("spring.application.name", "").pod("shop-1").secret("foo-secrets.on-removal", "delete");
		this.application.start();
		assertThat(live().getMetadata().getLabels()).containsOnlyKeys("app.kubernetes.io/managed-by");
		assertThat(live().getMetadata().getAnnotations()).doesNotContainKey("keyvault.dev/workload");
	}

	@Test
	void replicasOfOneHostNameHaveOneLeader() {
		this.application.property("kubernetes.leader-election.enabled", "true").variable("HOSTNAME", "node-1").start();
		assertThat(this.application.bean(SecretsLeadership.class).isLeader()).isTrue();
		try (ApplicationInCluster second = new ApplicationInCluster(this.cluster, this.vault)) {
			second.key("app.client-secret", "clientsecret").secret("bar-secrets.data.entry", "app.client-secret");
			second.property("kubernetes.leader-election.enabled", "true").variable("HOSTNAME", "node-1").start();
			assertThat(second.bean(SecretsLeadership.class).isLeader()).isFalse();
			assertThat(this.application.bean(SecretsLeadership.class).isLeader()).isTrue();
			assertThat(second.live("bar-secrets")).isNull();
		}
	}

	@Test
	@NeedsFakeCluster
	void failureToWriteFailsNeitherStartNorRotationAndIsMadeGood() {
		this.cluster.fake().fail(503);
		this.application.start();
		assertThat(this.application.health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(this.application.health().getDetails().toString())
			.contains("shop/foo-secrets", "result=failed", "retryAt=")
			.doesNotContain("-of-db-");
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-2");
		assertThat(this.application.refresh().rotated()).hasSize(1);
		this.cluster.fake().recover();
		await().atMost(LONG).until(() -> live() != null);
		awaitText("databasepassword", "s3cret-pa55-of-db-2");
		await().atMost(LONG).until(() -> this.application.health().getStatus().equals(Status.UP));
	}

	@Test
	@NeedsFakeCluster
	void unchangedCycleWritesNothing() {
		this.application.start();
		this.cluster.fake().forgetRequests();
		this.application.refresh();
		assertThat(this.cluster.fake().writes()).isZero();
	}

	@Test
	void closedContextLeavesNoThread() {
		this.application.property("kubernetes.watch", "true");
		this.application.property("kubernetes.leader-election.enabled", "true");
		this.application.start();
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

	private Secret live() {
		return this.application.live("foo-secrets");
	}

	private Map<String, String> texts() {
		return this.application.texts("foo-secrets");
	}

	private void awaitText(String entry, String text) {
		this.application.awaitText("foo-secrets", entry, text);
	}

}
