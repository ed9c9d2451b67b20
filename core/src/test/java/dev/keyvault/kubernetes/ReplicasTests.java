package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what ten replicas with five Secrets write, on whichever cluster there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(180)
class ReplicasTests {

	private static final int REPLICAS = 10;

	private static final int SECRETS = 5;

	private static final int ROTATIONS = 20;

	private Cluster cluster;

	private ReconcilerFixture app;

	private SecretChanges changes;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
		this.changes = new SecretChanges(cluster);
		fixture.closeLater(this.changes::close);
	}

	private SecretDeclaration[] secrets() {
		return IntStream.range(0, SECRETS)
			.mapToObj((i) -> this.app.declaration("secret-" + i, SecretType.OPAQUE, SecretPolicy.DEFAULTS,
					Map.of("password", ReconcilerFixture.PASSWORD)))
			.toArray(SecretDeclaration[]::new);
	}

	private LeaderElection stand(KubernetesApi api, int replica) {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.app.closeLater(executor::shutdownNow);
		LeaderElection election = new LeaderElection(api,
				new LeaseSettings(this.cluster.namespace(), "keyvault", "shop-" + replica, Duration.ofMinutes(10)),
				executor, () -> {
				}, LeaderElectionTests.SYSTEM_TIME);
		this.app.closeLater(election::close);
		election.start();
		return election;
	}

	private int changesOfCycle(List<SecretReconciler> targets, Snapshot values) throws InterruptedException {
		targets.parallelStream().forEach((target) -> target.apply(values));
		return this.changes.take();
	}

	@Test
	void applyWhenOneReplicaLeadsWritesEachSecretOncePerRotation() throws InterruptedException {
		List<SecretReconciler> targets = new ArrayList<>();
		List<LeaderElection> elections = new ArrayList<>();
		for (int replica = 0; replica < REPLICAS; replica++) {
			KubernetesApi api = this.app.connect();
			LeaderElection election = stand(api, replica);
			elections.add(election);
			targets.add(this.app.target(api, election, secrets()));
		}
		SecretWatchTests.await(() -> elections.stream().anyMatch(LeaderElection::isLeader));
		assertThat(elections.stream().filter(LeaderElection::isLeader)).hasSize(1);
		for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
			Snapshot values = ReconcilerFixture.fooValues(rotation).snapshot();
			assertThat(changesOfCycle(targets, values)).isEqualTo(SECRETS);
			assertThat(changesOfCycle(targets, values)).isZero();
		}
	}

	@Test
	void applyWhenReplicasTakeTurnsWritesEachSecretOncePerRotation() throws InterruptedException {
		List<SecretReconciler> targets = new ArrayList<>();
		for (int replica = 0; replica < REPLICAS; replica++) {
			targets.add(this.app.target(secrets()));
		}
		for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
			Snapshot values = ReconcilerFixture.fooValues(rotation).snapshot();
			targets.forEach((target) -> target.apply(values));
		}
		assertThat(this.changes.take()).isEqualTo(SECRETS * ROTATIONS);
	}

	@Test
	@NeedsFakeCluster
	void applyWhenUnchangedTakesOneRequestForEachSecretAndReplica() {
		List<SecretReconciler> targets = IntStream.range(0, REPLICAS)
			.mapToObj((i) -> this.app.target(secrets()))
			.toList();
		Snapshot values = ReconcilerFixture.fooValues(1).snapshot();
		targets.forEach((target) -> target.apply(values));
		this.cluster.fake().forgetRequests();
		targets.parallelStream().forEach((target) -> target.apply(values));
		assertThat(this.cluster.fake().writes()).isZero();
		assertThat(this.cluster.fake().requests()).hasSize(REPLICAS * SECRETS);
	}

	@Test
	@NeedsFakeCluster
	void applyWhenOneReplicaLeadsSendsNoOtherWrites() {
		SecretReconciler leader = this.app.target(secrets());
		SecretReconciler follower = this.app.target(this.app.connect(), () -> false, secrets());
		for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
			Snapshot values = ReconcilerFixture.fooValues(rotation).snapshot();
			follower.apply(values);
			leader.apply(values);
			follower.apply(values);
		}
		assertThat(this.cluster.fake().writes()).isEqualTo(SECRETS * ROTATIONS);
	}

}
