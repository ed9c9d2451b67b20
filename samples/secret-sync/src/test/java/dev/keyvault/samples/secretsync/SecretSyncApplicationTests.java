package dev.keyvault.samples.secretsync;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts the sample.
 */
@ExtendWith({ ClusterExtension.class, OutputCaptureExtension.class })
@Timeout(300)
class SecretSyncApplicationTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private Cluster cluster;

	@BeforeEach
	void fill(Cluster cluster) {
		this.cluster = cluster;
		this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-1");
		this.properties.putAll(this.vault.properties("payments"));
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.vaults.payments.keys.databasepassword", "databasepassword");
		this.properties.put("keyvault.kubernetes.namespace", cluster.namespace());
		this.properties.put("keyvault.kubernetes.kubeconfig", cluster.kubeconfig().toString());
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.data.databasepassword", "databasepassword");
	}

	@Test
	void jobEndsWithZeroWhenAllIsWritten() {
		assertThat(SpringApplication.exit(start())).isZero();
		assertThat(password()).isEqualTo("s3cret-pa55-of-db-1");
	}

	@Test
	@NeedsFakeCluster
	void jobEndsWithOneWhenTheApiServerIsAwayForLongerThanTheTimeout(CapturedOutput output) {
		this.cluster.fake().fail(503);
		this.properties.put("sync.timeout", "1ms");
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
		assertThat(errors(output)).singleElement()
			.asString()
			.matches(
					"The Kubernetes API server at \\S+ fails \\(HTTP 503\\)\\. Check the state of the cluster; it is tried again later\\.");
	}

	@Test
	@NeedsFakeCluster
	void jobWaitsForTheApiServer() {
		this.cluster.fake().fail(503);
		ConfigurableApplicationContext context = start();
		this.cluster.fake().recover();
		assertThat(SpringApplication.exit(context)).isZero();
		assertThat(password()).isEqualTo("s3cret-pa55-of-db-1");
	}

	@Test
	void jobWaitsForTheLead() {
		this.properties.put("keyvault.kubernetes.leader-election.enabled", "true");
		assertThat(SpringApplication.exit(start())).isZero();
		assertThat(password()).isEqualTo("s3cret-pa55-of-db-1");
	}

	@Test
	void jobEndsWithOneWhenAnotherReplicaLeadsAndDoesNotWrite(CapturedOutput output) {
		this.properties.put("keyvault.kubernetes.leader-election.enabled", "true");
		this.properties.put("sync.timeout", "1ms");
		lead("another");
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
		assertThat(errors(output)).containsExactly(
				"Secret 'foo-secrets' in namespace '%s' is not as declared, and is left to the replica that leads."
					.formatted(this.cluster.namespace()));
	}

	@Test
	@NeedsFakeCluster
	void jobEndsWithOneWhenNobodyCanLead(CapturedOutput output) {
		this.properties.put("keyvault.kubernetes.leader-election.enabled", "true");
		this.properties.put("sync.timeout", "1ms");
		this.cluster.fake().deny("get leases");
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
		assertThat(errors(output)).containsExactly(
				"Secret 'foo-secrets' in namespace 'shop' is not as declared, and is left to the replica that leads. No replica is known to lead (Lease 'secret-sync-keyvault' in namespace 'shop'): The Kubernetes API server does not allow 'get' for leases 'secret-sync-keyvault' in namespace 'shop'.");
	}

	@ParameterizedTest
	@CsvSource(delimiterString = "->",
			textBlock = """
					skip -> belongs to somebody else, at least in part, and was left alone as 'on-conflict: skip' says.
					fail -> exists and was not written by this application; its field managers: 'kubectl-edit'. Choose another name, delete that Secret, or take it over with 'on-conflict: force'.
					""")
	void jobEndsWithOneAtOnceWhenASecretIsSomebodyElses(String policy, String reason, CapturedOutput output) {
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.on-conflict", policy);
		this.cluster.admin()
			.resource(new SecretBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("foo-secrets")
				.endMetadata()
				.addToData("other", "MA==")
				.build())
			.create();
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
		assertThat(errors(output))
			.containsExactly("Secret 'foo-secrets' in namespace '%s' %s".formatted(this.cluster.namespace(), reason));
	}

	@Test
	void jobEndsWithOneWhenNoSecretIsDeclared(CapturedOutput output) {
		this.properties.keySet().removeIf((name) -> name.startsWith("keyvault.kubernetes.secrets."));
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
		assertThat(errors(output)).containsExactly("No Secret is declared under 'keyvault.kubernetes.secrets'.");
	}

	private static List<String> errors(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains(" ERROR ") && line.contains("SyncResult"))
			.map((line) -> line.replaceFirst("^.* : ", ""))
			.toList();
	}

	private void lead(String replica) {
		ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
		this.cluster.admin()
			.resource(new LeaseBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("secret-sync-keyvault")
				.endMetadata()
				.withNewSpec()
				.withHolderIdentity(replica)
				.withLeaseDurationSeconds(3600)
				.withAcquireTime(now)
				.withRenewTime(now.plusHours(1))
				.withLeaseTransitions(1)
				.endSpec()
				.build())
			.create();
	}

	@Test
	void deploymentFollowsRotation() {
		try (ConfigurableApplicationContext context = start()) {
			this.vault.putSecret("databasepassword", "s3cret-pa55-of-db-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			await().atMost(Duration.ofMinutes(2)).until(() -> "s3cret-pa55-of-db-2".equals(password()));
		}
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(SecretSyncApplication.class).properties(this.properties).run();
	}

	private String password() {
		Secret secret = this.cluster.admin()
			.secrets()
			.inNamespace(this.cluster.namespace())
			.withName("foo-secrets")
			.get();
		return new String(Base64.getDecoder().decode(secret.getData().get("databasepassword")));
	}

}
