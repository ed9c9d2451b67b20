package dev.keyvault.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.kubernetes.SecretOutcome.Result;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what only a real cluster does: garbage collection, and Roles.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(300)
class RealClusterTests {

	private static final SecretPolicy OWNED = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.WORKLOAD);

	private static final Map<String, String> ENTRIES = Map.of("databasepassword", TargetFixture.PASSWORD);

	private Cluster cluster;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private void createPod() {
		Pod pod = new PodBuilder().withNewMetadata()
			.withNamespace(this.cluster.namespace())
			.withName("shop-1")
			.endMetadata()
			.withNewSpec()
			.addNewContainer()
			.withName("pause")
			.withImage("registry.k8s.io/pause:3.10")
			.endContainer()
			.endSpec()
			.build();
		this.cluster.admin().resource(pod).create();
	}

	@Test
	@NeedsRealCluster
	void ownerWhenDeletedTakesSecretWithIt() {
		createPod();
		SecretDeclaration secret = this.app.declaration(OWNED, ENTRIES);
		PodId pod = new PodId(this.cluster.namespace(), "shop-1");
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

	private KubernetesApi connectWithSampleRole() throws IOException {
		load("service-account.yaml");
		load("role-write.yaml");
		String token = this.cluster.admin()
			.serviceAccounts()
			.inNamespace(this.cluster.namespace())
			.withName("shop")
			.tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(600L).endSpec().build())
			.getStatus()
			.getToken();
		Config admin = this.cluster.config();
		Config config = new ConfigBuilder(Config.empty()).withMasterUrl(admin.getMasterUrl())
			.withCaCertFile(admin.getCaCertFile())
			.withCaCertData(admin.getCaCertData())
			.withTrustCerts(admin.isTrustCerts())
			.withOauthToken(Objects.requireNonNull(token))
			.build();
		KubernetesApi api = KubernetesApi.connect(config,
				new ApiSettings(null, ApiSettings.DEFAULT_TIMEOUT, this.app.clock()));
		this.app.closeLater(api::close);
		return api;
	}

	private void load(String manifest) throws IOException {
		try (InputStream in = Files.newInputStream(Path.of("..", "samples", "kubernetes", manifest))) {
			this.cluster.admin().load(in).inNamespace(this.cluster.namespace()).serverSideApply();
		}
	}

	@Test
	@NeedsRealCluster
	void roleOfSampleAllowsItsSecretAndNoOther() throws IOException {
		KubernetesApi api = connectWithSampleRole();
		SecretDeclaration other = this.app.declaration("bar-secrets", SecretType.OPAQUE, SecretPolicy.DEFAULTS,
				ENTRIES);
		SecretsTarget target = this.app.target(api, Leadership.EVERYONE, this.app.fooSecrets(), other);
		List<SecretOutcome> outcomes = target.apply(TargetFixture.fooValues(1).snapshot());
		assertThat(TargetFixture.results(outcomes)).containsExactly(Result.CREATED, Result.FAILED);
		assertThat(outcomes.get(1).failure()).hasMessageContaining("does not allow 'get' for secrets 'bar-secrets'");
	}

}
