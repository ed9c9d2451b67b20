package dev.keyvault.samples.secretsync;

import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.kubernetes.Cluster;
import dev.keyvault.kubernetes.ClusterExtension;
import dev.keyvault.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Starts the sample.
 */
@ExtendWith(ClusterExtension.class)
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
		this.vault.putSecret("databasepassword", "pa55-of-db-1");
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
		assertThat(password()).isEqualTo("pa55-of-db-1");
	}

	@Test
	@NeedsFakeCluster
	void jobEndsWithOneWhenSomethingCouldNotBeWritten() {
		this.cluster.fake().fail(503);
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
	}

	@Test
	void deploymentFollowsRotation() {
		try (ConfigurableApplicationContext context = start()) {
			this.vault.putSecret("databasepassword", "pa55-of-db-2");
			context.getBean(KeyVaultRefresher.class).refresh();
			await().atMost(Duration.ofMinutes(2)).until(() -> "pa55-of-db-2".equals(password()));
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
