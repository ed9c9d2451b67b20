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

import dev.keyvault.snapshot.Snapshot;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counts what ten replicas with five Secrets write.
 */
@NeedsFakeCluster
@ExtendWith(ClusterExtension.class)
@Timeout(180)
class ReplicasTests {

	private static final int REPLICAS = 10;

	private static final int SECRETS = 5;

	private static final int ROTATIONS = 20;

	private FakeApiServer server;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
		this.server = cluster.fake();
		this.app = fixture;
	}

	private SecretDeclaration[] secrets() {
		return IntStream.range(0, SECRETS)
			.mapToObj((i) -> this.app.declaration("secret-" + i, SecretType.OPAQUE, SecretPolicy.DEFAULTS,
					Map.of("password", TargetFixture.PASSWORD)))
			.toArray(SecretDeclaration[]::new);
	}

	private LeaderElection stand(KubernetesApi api, int replica) {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.app.closeLater(executor::shutdownNow);
		LeaderElection election = new LeaderElection(api,
				new LeaseSettings("shop", "keyvault", "shop-" + replica, Duration.ofMinutes(10)), executor, () -> {
				});
		this.app.closeLater(election::close);
		election.start();
		return election;
	}

	private long writesOfCycle(List<SecretsTarget> targets, Snapshot values) {
		long before = this.server.writes();
		targets.parallelStream().forEach((target) -> target.apply(values));
		return this.server.writes() - before;
	}

	@Test
	void applyWhenOneReplicaLeadsWritesEachSecretOncePerRotation() {
		List<SecretsTarget> targets = new ArrayList<>();
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
			Snapshot values = TargetFixture.fooValues(rotation).snapshot();
			assertThat(writesOfCycle(targets, values)).isEqualTo(SECRETS);
			assertThat(writesOfCycle(targets, values)).isZero();
		}
		assertThat(this.server.writes()).isEqualTo(SECRETS * ROTATIONS);
	}

	@Test
	void applyWhenReplicasTakeTurnsWritesEachSecretOncePerRotation() {
		List<SecretsTarget> targets = new ArrayList<>();
		for (int replica = 0; replica < REPLICAS; replica++) {
			targets.add(this.app.target(secrets()));
		}
		for (int rotation = 1; rotation <= ROTATIONS; rotation++) {
			Snapshot values = TargetFixture.fooValues(rotation).snapshot();
			targets.forEach((target) -> target.apply(values));
		}
		assertThat(this.server.writes()).isEqualTo(SECRETS * ROTATIONS);
	}

	@Test
	void applyWhenUnchangedTakesOneRequestForEachSecretAndReplica() {
		List<SecretsTarget> targets = IntStream.range(0, REPLICAS).mapToObj((i) -> this.app.target(secrets())).toList();
		Snapshot values = TargetFixture.fooValues(1).snapshot();
		targets.forEach((target) -> target.apply(values));
		this.server.forgetRequests();
		assertThat(writesOfCycle(targets, values)).isZero();
		assertThat(this.server.requests()).hasSize(REPLICAS * SECRETS);
	}

}
