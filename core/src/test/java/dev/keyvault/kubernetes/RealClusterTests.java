package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what only a real cluster does: garbage collection, and refusing a token.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class RealClusterTests {

	static final SecretPolicy OWNED = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.WORKLOAD);

	private static final Map<String, String> ENTRIES = Map.of("databasepassword", TargetFixture.PASSWORD);

	private Cluster cluster;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	/**
	 * Create a pod that nothing looks after.
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
		this.app.target(this.app.connect(), Leadership.EVERYONE, new TargetSettings("shop", pod, List.of(secret)))
			.apply(TargetFixture.fooValues(1).snapshot());
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
		SecretsTarget target = this.app.target(this.app.connect(config, ApiSettings.DEFAULT_TIMEOUT),
				Leadership.EVERYONE, this.app.fooSecrets());
		for (int attempt = 0; attempt < 5; attempt++) {
			assertThat(TargetFixture.message(target.apply(TargetFixture.fooValues(1).snapshot())))
				.isEqualTo(TargetFixture.UNAUTHENTICATED);
			this.app.clock().move(Duration.ofHours(1));
		}
	}

}
