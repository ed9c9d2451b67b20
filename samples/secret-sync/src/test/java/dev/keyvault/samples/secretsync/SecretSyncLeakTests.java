package dev.keyvault.samples.secretsync;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.fixtures.LeakHarness;
import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Starts the sample, also where it cannot do its work, and looks for values in all logs.
 */
@ExtendWith(ClusterExtension.class)
@NeedsFakeCluster
@Timeout(120)
class SecretSyncLeakTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	@RegisterExtension
	final LeakHarness leaks = new LeakHarness();

	private final EmbeddedKeyVault vault = extension.vault();

	private final Map<String, Object> properties = new LinkedHashMap<>();

	private Cluster cluster;

	@BeforeEach
	void fill(Cluster cluster) {
		this.cluster = cluster;
		this.leaks.mark("client secret", this.vault.clientSecret());
		this.vault.putSecret("databasepassword", this.leaks.mark("password"));
		this.properties.putAll(this.vault.properties("payments"));
		this.properties.put("keyvault.refresh.enabled", "false");
		this.properties.put("keyvault.vaults.payments.keys.databasepassword", "databasepassword");
		this.properties.put("keyvault.kubernetes.namespace", cluster.namespace());
		this.properties.put("keyvault.kubernetes.kubeconfig", cluster.kubeconfig().toString());
		this.properties.put("keyvault.kubernetes.secrets.foo-secrets.data.databasepassword", "databasepassword");
	}

	@Test
	void secretsAreKeptInSilence() {
		ConfigurableApplicationContext context = start();
		this.vault.putSecret("databasepassword", this.leaks.mark("next password"));
		context.getBean(KeyVaultRefresher.class).refresh();
		assertThat(SpringApplication.exit(context)).isZero();
	}

	@Test
	void conflictIsToldInSilence() {
		this.cluster.admin()
			.resource(new SecretBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("foo-secrets")
				.endMetadata()
				.addToData("databasepassword", Base64.getEncoder().encodeToString(this.leaks.mark("theirs").getBytes()))
				.build())
			.create();
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
	}

	@Test
	void outageIsToldInSilence() {
		this.cluster.fake().fail(503);
		this.properties.put("sync.timeout", "1ms");
		assertThat(SpringApplication.exit(start())).isEqualTo(1);
	}

	@Test
	void vaultThatRefusesIsToldInSilence() {
		this.vault.faults().respond(403, "Forbidden", "Reason");
		Throwable failure = catchThrowable(this::start);
		this.leaks.see("the start", failure);
		assertThat(failure).isNotNull();
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(SecretSyncApplication.class).properties(this.properties).run();
	}

}
