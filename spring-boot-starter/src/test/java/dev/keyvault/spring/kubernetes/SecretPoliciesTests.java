package dev.keyvault.spring.kubernetes;

import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.health.contributor.Status;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what an application says about Secrets that others stand in the way of, from
 * the configuration to the API server.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class SecretPoliciesTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	private ApplicationInCluster application;

	@BeforeEach
	void create(Cluster cluster) {
		this.vault.putSecret("password", "s3cret-pa55-of-db-1");
		this.application = new ApplicationInCluster(cluster, this.vault).key("app.password", "password")
			.secret("foo.data.password", "app.password");
	}

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void entryOfSomebodyElseStaysAndIsTold() {
		this.application.start();
		takeOver();
		this.application.awaitHealth("field '.data.password' is held by \"helm\"");
		assertThat(this.application.health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("password", "s3cret-0ther-value"));
	}

	@Test
	void entryOfSomebodyElseStaysWithoutComplaintWhenConflictsAreSkipped() {
		this.application.secret("foo.on-conflict", "skip").start();
		takeOver();
		this.application.awaitHealth("result=skipped");
		assertThat(this.application.health().getStatus()).isEqualTo(Status.UP);
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("password", "s3cret-0ther-value"));
	}

	@Test
	void entryOfSomebodyElseIsTakenOverWhenConflictsAreForced() {
		this.application.secret("foo.on-conflict", "force").start();
		takeOver();
		this.application.awaitText("foo", "password", "s3cret-pa55-of-db-2");
	}

	@Test
	void immutableSecretStaysAndIsTold() {
		this.application.start();
		this.application.freeze("foo");
		rotate();
		this.application.awaitHealth("it is immutable and its entries have to change");
		assertThat(this.application.health().getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
		assertThat(this.application.texts("foo")).isEqualTo(Map.of("password", "s3cret-pa55-of-db-1"));
	}

	@Test
	void immutableSecretIsReplacedWhenItMayBe() {
		this.application.secret("foo.immutable", "replace").start();
		this.application.freeze("foo");
		rotate();
		this.application.awaitText("foo", "password", "s3cret-pa55-of-db-2");
		assertThat(this.application.live("foo").getImmutable()).isTrue();
	}

	private void takeOver() {
		this.application.applyAs("helm", "foo", "password", "s3cret-0ther-value");
		rotate();
	}

	private void rotate() {
		this.vault.putSecret("password", "s3cret-pa55-of-db-2");
		this.application.refresh();
	}

}
