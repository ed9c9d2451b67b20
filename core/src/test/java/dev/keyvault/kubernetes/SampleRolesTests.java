package dev.keyvault.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsRealCluster;
import dev.keyvault.kubernetes.KubernetesException.AccessRefusedException;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the Roles of {@code samples/kubernetes}: each is enough for what it is for,
 * and needed for it. The ServiceAccount of the samples may do nothing else.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(300)
class SampleRolesTests {

	private static final Snapshot VALUES = ReconcilerFixture.fooValues(1).snapshot();

	private static final SecretPolicy DELETED = new SecretPolicy(OnConflict.FAIL, OnRemoval.DELETE, OnImmutable.FAIL,
			Owner.NONE);

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private KubernetesApi connectWith(String... roles) throws IOException {
		load("service-account.yaml");
		for (String role : roles) {
			load("role-" + role + ".yaml");
		}
		Config admin = this.cluster.config();
		Config config = new ConfigBuilder(Config.empty()).withMasterUrl(admin.getMasterUrl())
			.withCaCertFile(admin.getCaCertFile())
			.withCaCertData(admin.getCaCertData())
			.withTrustCerts(admin.isTrustCerts())
			.withOauthToken(token())
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

	private String token() {
		return this.cluster.admin()
			.serviceAccounts()
			.inNamespace(this.cluster.namespace())
			.withName("shop")
			.tokenRequest(new TokenRequestBuilder().withNewSpec().withExpirationSeconds(600L).endSpec().build())
			.getStatus()
			.getToken();
	}

	private SecretReconciler target(KubernetesApi api, SecretDeclaration... secrets) {
		return this.app.target(api, Leadership.EVERYONE, secrets);
	}

	@Test
	@NeedsRealCluster
	void writeAllowsItsSecretAndNoOther() throws IOException {
		SecretDeclaration other = this.app.declaration("bar-secrets", SecretType.OPAQUE, SecretPolicy.DEFAULTS,
				Map.of("databasepassword", ReconcilerFixture.PASSWORD));
		SecretReconciler target = target(connectWith("write"), this.app.fooSecrets(), other);
		List<WriteOutcome> outcomes = target.apply(VALUES);
		assertThat(ReconcilerFixture.results(outcomes)).containsExactly(WriteResult.CREATED, WriteResult.FAILED);
		assertThat(outcomes.get(1).failure()).hasMessageContaining("does not allow 'get' for secrets 'bar-secrets'");
	}

	@Test
	@NeedsRealCluster
	void watchAllowsItsSecretToBeWatched() throws IOException {
		SecretReconciler target = target(connectWith("write", "watch"), this.app.fooSecrets());
		target.apply(VALUES);
		target.watch((id) -> target.repair(id));
		SecretWatchTests.await(() -> target.isWatching(this.app.id(ReconcilerFixture.NAME)));
		this.app.delete();
		SecretWatchTests.await(() -> this.app.live() != null);
	}

	@Test
	@NeedsRealCluster
	void replaceAllowsSecretToBeReplaced() throws IOException {
		SecretType other = new SecretType("example.org/other");
		Map<String, String> entries = Map.of("databasepassword", ReconcilerFixture.PASSWORD);
		target(connectWith("write"), this.app.declaration(ReconcilerFixture.REPLACE, entries)).apply(VALUES);
		SecretDeclaration replaced = this.app.declaration(ReconcilerFixture.NAME, other, ReconcilerFixture.REPLACE,
				entries);
		assertThat(ReconcilerFixture.message(target(connectWith("write"), replaced).apply(VALUES)))
			.contains("does not allow 'delete' for secrets 'foo-secrets'");
		assertThat(ReconcilerFixture.results(target(connectWith("write", "replace"), replaced).apply(VALUES)))
			.containsExactly(WriteResult.REPLACED);
	}

	@Test
	@NeedsRealCluster
	void removalAllowsWhatIsNotDeclaredToBeRemoved() throws IOException {
		PodId pod = RealClusterTests.createPod(this.cluster);
		SecretDeclaration secret = this.app.declaration(DELETED,
				Map.of("databasepassword", ReconcilerFixture.PASSWORD));
		this.app
			.target(connectWith("write", "owner"), Leadership.EVERYONE,
					new SecretSettings("shop", pod, List.of(secret)))
			.apply(VALUES);
		assertThatExceptionOfType(AccessRefusedException.class)
			.isThrownBy(() -> undeclared(connectWith("write", "owner"), pod).remove(this.cluster.namespace()))
			.withMessageContaining("does not allow 'list' for secrets");
		assertThat(ReconcilerFixture
			.results(undeclared(connectWith("owner", "removal"), pod).remove(this.cluster.namespace())))
			.containsExactly(WriteResult.DELETED);
	}

	private static OrphanedSecrets undeclared(KubernetesApi api, PodId pod) {
		return new OrphanedSecrets(api, new SecretSettings("shop", pod, List.of()), Leadership.EVERYONE);
	}

	@Test
	@NeedsRealCluster
	void leaseAllowsItsLeaseToBeTakenAndRenewed() throws IOException {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.app.closeLater(executor::shutdownNow);
		LeaderElection election = new LeaderElection(connectWith("lease"),
				new LeaseSettings(this.cluster.namespace(), "shop-keyvault", "shop-1", Duration.ofSeconds(15)),
				executor, () -> {
				}, LeaderElectionTests.SYSTEM_TIME);
		this.app.closeLater(election::close);
		election.start();
		SecretWatchTests.await(election::isLeader);
		ZonedDateTime taken = renewed();
		SecretWatchTests.await(() -> !renewed().equals(taken));
		assertThat(election.isLeader()).isTrue();
	}

	private ZonedDateTime renewed() {
		return this.cluster.admin()
			.leases()
			.inNamespace(this.cluster.namespace())
			.withName("shop-keyvault")
			.get()
			.getSpec()
			.getRenewTime();
	}

	@Test
	@NeedsRealCluster
	void ownerAllowsWorkloadToBeFound() throws IOException {
		SecretSettings settings = new SecretSettings("shop", RealClusterTests.createPod(this.cluster), List
			.of(this.app.declaration(RealClusterTests.OWNED, Map.of("databasepassword", ReconcilerFixture.PASSWORD))));
		assertThat(ReconcilerFixture
			.message(this.app.target(connectWith("write"), Leadership.EVERYONE, settings).apply(VALUES)))
			.contains("does not allow 'get' for pods 'shop-1'");
		this.app.target(connectWith("write", "owner"), Leadership.EVERYONE, settings).apply(VALUES);
		assertThat(this.app.live().getMetadata().getOwnerReferences()).extracting("kind").containsExactly("Pod");
	}

}
