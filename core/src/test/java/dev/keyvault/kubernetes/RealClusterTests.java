package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsRealCluster;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.target.WriteOutcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what only a real cluster does: garbage collection, quotas, namespaces that go,
 * and refusing a token.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(300)
class RealClusterTests {

	static final SecretPolicy OWNED = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.WORKLOAD);

	private static final Map<String, String> ENTRIES = Map.of("databasepassword", ReconcilerFixture.PASSWORD);

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	/**
	 * Create a pod that nothing owns.
	 */
	static PodId createPod(Cluster cluster) {
		return createPod(cluster, "shop-1");
	}

	static PodId createPod(Cluster cluster, String name) {
		Pod pod = new PodBuilder().withNewMetadata()
			.withNamespace(cluster.namespace())
			.withName(name)
			.endMetadata()
			.withNewSpec()
			.addNewContainer()
			.withName("pause")
			.withImage("registry.k8s.io/pause:3.10")
			.endContainer()
			.endSpec()
			.build();
		cluster.admin().resource(pod).create();
		return new PodId(cluster.namespace(), name);
	}

	@Test
	@NeedsRealCluster
	void ownerWhenDeletedTakesSecretWithIt() {
		PodId pod = createPod(this.cluster);
		SecretDeclaration secret = this.app.declaration(OWNED, ENTRIES);
		this.app.target(this.app.connect(), Leadership.EVERYONE, new SecretSettings("shop", pod, List.of(secret)))
			.apply(ReconcilerFixture.fooValues(1).snapshot());
		assertThat(this.app.live()).isNotNull();
		this.cluster.admin()
			.pods()
			.inNamespace(this.cluster.namespace())
			.withName("shop-1")
			.withGracePeriod(0)
			.delete();
		SecretWatchTests.await(() -> this.app.live() == null);
	}

	// The connection ends with the refusal, which JDK 17 does not see over HTTP/2.
	@Test
	@NeedsRealCluster
	void applyWhenTokenIsRefusedSaysSo() {
		Config config = new ConfigBuilder(Config.empty()).withMasterUrl(this.cluster.config().getMasterUrl())
			.withCaCertFile(this.cluster.config().getCaCertFile())
			.withCaCertData(this.cluster.config().getCaCertData())
			.withTrustCerts(this.cluster.config().isTrustCerts())
			.withOauthToken("an-expired-token")
			.build();
		SecretReconciler target = this.app.target(this.app.connect(config, ApiSettings.DEFAULT_TIMEOUT),
				Leadership.EVERYONE, this.app.fooSecrets());
		for (int attempt = 0; attempt < 5; attempt++) {
			assertThat(ReconcilerFixture.message(target.apply(ReconcilerFixture.fooValues(1).snapshot())))
				.isEqualTo(ReconcilerFixture.UNAUTHENTICATED);
			this.app.clock().move(Duration.ofHours(1));
		}
	}

	// As the controller of quotas does, which not every API server has beside it.
	private static ResourceQuota counted(ResourceQuota quota) {
		return new ResourceQuotaBuilder(quota).withNewStatus()
			.addToHard("count/secrets", new Quantity("0"))
			.addToUsed("count/secrets", new Quantity("0"))
			.endStatus()
			.build();
	}

	// An API server sees a new quota only after a while.
	private List<WriteOutcome> untilRefused() {
		List<WriteOutcome> outcomes = List.of();
		while (outcomes.isEmpty() || outcomes.get(0).failure() == null) {
			this.app.delete();
			outcomes = this.app.target(this.app.fooSecrets()).apply(ReconcilerFixture.fooValues(1).snapshot());
		}
		return outcomes;
	}

	@Test
	@NeedsRealCluster
	void applyWhenNamespaceIsBeingDeletedSaysSo() {
		this.app.createForeign("extra", "s3cret-0ther-value");
		this.app.edit((secret) -> secret.editMetadata().addToFinalizers("example.org/backup").endMetadata());
		this.cluster.admin().namespaces().withName(this.cluster.namespace()).delete();
		SecretDeclaration other = this.app.declaration("another", SecretType.OPAQUE, SecretPolicy.DEFAULTS, ENTRIES);
		String message = ReconcilerFixture
			.message(this.app.target(other).apply(ReconcilerFixture.fooValues(1).snapshot()));
		this.app.edit((secret) -> secret.editMetadata().withFinalizers().endMetadata());
		assertThat(message).isEqualTo("The API server did not take " + other.id().describe()
				+ " (HTTP 403): namespace '%s' is being deleted. Nothing, if the application goes with it; else create the namespace again once it is gone."
					.formatted(this.cluster.namespace()));
	}

	@Test
	@NeedsRealCluster
	void applyWhenQuotaForbidsSecretNamesIt() {
		ResourceQuota quota = new ResourceQuotaBuilder().withNewMetadata()
			.withNamespace(this.cluster.namespace())
			.withName("few-secrets")
			.endMetadata()
			.withNewSpec()
			.addToHard("count/secrets", new Quantity("0"))
			.endSpec()
			.build();
		this.cluster.admin().resource(quota).create();
		this.cluster.admin().resource(quota).editStatus(RealClusterTests::counted);
		List<WriteOutcome> outcomes = untilRefused();
		assertThat(ReconcilerFixture.message(outcomes)).startsWith("The API server did not take "
				+ this.app.id(ReconcilerFixture.NAME).describe() + " (HTTP 403): quota 'few-secrets' forbids it");
	}

}
