package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.kubernetes.SecretPolicy.OnConflict;
import dev.keyvault.kubernetes.SecretPolicy.OnImmutable;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;
import dev.keyvault.kubernetes.SecretPolicy.Owner;
import dev.keyvault.kubernetes.SecretSettings.PodId;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Workload} through {@link SecretReconciler}.
 */
@NeedsFakeCluster
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
class WorkloadTests {

	private static final SecretPolicy OWNED = new SecretPolicy(OnConflict.FAIL, OnRemoval.RETAIN, OnImmutable.FAIL,
			Owner.WORKLOAD);

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private SecretReconciler target(PodId pod) {
		SecretDeclaration secret = this.app.declaration(OWNED, Map.of("password", ReconcilerFixture.PASSWORD));
		return this.app.target(this.app.connect(), Leadership.EVERYONE,
				new SecretSettings("shop", pod, List.of(secret)));
	}

	private List<WriteOutcome> apply(PodId pod) {
		return target(pod).apply(ReconcilerFixture.fooValues(1).snapshot());
	}

	private PodId pod() {
		return new PodId("shop", "shop-1");
	}

	private void create(HasMetadata object) {
		this.cluster.admin().resource(object).create();
	}

	private ObjectMeta metadata(String name, OwnerReference... owners) {
		return new ObjectMetaBuilder().withNamespace("shop").withName(name).withOwnerReferences(owners).build();
	}

	private static OwnerReference controller(String apiVersion, String kind, String name) {
		return new OwnerReferenceBuilder().withApiVersion(apiVersion)
			.withKind(kind)
			.withName(name)
			.withUid("uid-of-" + name)
			.withController(true)
			.build();
	}

	private OwnerReference owner() {
		return this.app.live().getMetadata().getOwnerReferences().get(0);
	}

	@Test
	void applyWhenPodIsOfDeploymentIsOwnedByIt() {
		create(new PodBuilder().withMetadata(metadata("shop-1", controller("apps/v1", "ReplicaSet", "shop"))).build());
		create(new ReplicaSetBuilder().withMetadata(metadata("shop", controller("apps/v1", "Deployment", "shop-web")))
			.build());
		apply(pod());
		assertThat(owner()).isEqualTo(new OwnerReferenceBuilder().withApiVersion("apps/v1")
			.withKind("Deployment")
			.withName("shop-web")
			.withUid("uid-of-shop-web")
			.build());
	}

	@Test
	void applyWhenPodIsOfStatefulSetIsOwnedByIt() {
		create(new PodBuilder().withMetadata(metadata("shop-1", controller("apps/v1", "StatefulSet", "shop"))).build());
		apply(pod());
		assertThat(owner().getKind()).isEqualTo("StatefulSet");
	}

	@Test
	void applyWhenPodIsOfCronJobIsOwnedByIt() {
		create(new PodBuilder().withMetadata(metadata("shop-1", controller("batch/v1", "Job", "nightly-7"))).build());
		create(new JobBuilder().withMetadata(metadata("nightly-7", controller("batch/v1", "CronJob", "nightly")))
			.build());
		apply(pod());
		assertThat(owner().getName()).isEqualTo("nightly");
	}

	@Test
	void applyWhenPodIsBareIsOwnedByIt() {
		create(new PodBuilder().withMetadata(metadata("shop-1")).build());
		apply(pod());
		assertThat(owner().getKind()).isEqualTo("Pod");
		assertThat(owner().getUid()).isNotBlank();
	}

	@Test
	void applyWhenOwnerIsKnownAsksForItNoMore() {
		create(new PodBuilder().withMetadata(metadata("shop-1")).build());
		SecretReconciler target = target(pod());
		target.apply(ReconcilerFixture.fooValues(1).snapshot());
		this.cluster.fake().forgetRequests();
		assertThat(ReconcilerFixture.results(target.apply(ReconcilerFixture.fooValues(1).snapshot())))
			.containsExactly(WriteResult.UNCHANGED);
		assertThat(this.cluster.fake().requests()).hasSize(1);
	}

	@Test
	void applyWhenPodIsAbsentSaysSo() {
		assertThat(ReconcilerFixture.message(apply(pod()))).isEqualTo(
				"The workload that the application runs as cannot be found: there is no Pod 'shop-1' in namespace 'shop'. Run the application in a pod whose name and namespace it is told, or take out what needs it, 'owner: workload' or 'remove-undeclared'.");
	}

	@Test
	void applyWhenPodIsUnknownSaysSo() {
		assertThat(ReconcilerFixture.message(apply(null))).startsWith(
				"The workload that the application runs as cannot be found: the application does not know its pod.");
	}

	@Test
	void applyWhenPodIsInAnotherNamespaceSaysSo() {
		assertThat(ReconcilerFixture.message(apply(new PodId("other", "shop-1")))).startsWith(
				"The workload that the application runs as cannot be found: Secret 'foo-secrets' in namespace 'shop' is not in namespace 'other', where the application runs, and owners are of the same namespace.");
	}

	@Test
	void applyWhenPodMayNotBeReadNamesRule() {
		this.cluster.fake().deny("get pods");
		assertThat(ReconcilerFixture.message(apply(pod()))).contains("does not allow 'get' for pods 'shop-1'")
			.endsWith("""
					- apiGroups: [""]
					  resources: ["pods"]
					  resourceNames: ["shop-1"]
					  verbs: ["get"]""");
	}

}
