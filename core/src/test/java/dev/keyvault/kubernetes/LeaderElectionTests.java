package dev.keyvault.kubernetes;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LeaderElection}, on whichever cluster there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(120)
class LeaderElectionTests {

	static final LeaderElection.Time SYSTEM_TIME = new LeaderElection.Time(Clock.systemUTC(), System::nanoTime);

	private static final Duration LONG = Duration.ofSeconds(60);

	private final AtomicLong elapsed = new AtomicLong();

	private LeaderElection.Time time = SYSTEM_TIME;

	private final AtomicInteger terms = new AtomicInteger();

	private Cluster cluster;

	private ReconcilerFixture app;

	@BeforeEach
	void join(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
	}

	private LeaderElection stand(String replica) {
		return stand(replica, Duration.ofSeconds(15));
	}

	private LeaderElection stand(String replica, Duration lease) {
		ExecutorService executor = Executors.newCachedThreadPool();
		this.app.closeLater(executor::shutdownNow);
		LeaderElection election = new LeaderElection(this.app.connect(),
				new LeaseSettings(this.cluster.namespace(), "keyvault", replica, lease), executor,
				this.terms::incrementAndGet, this.time);
		this.app.closeLater(election::close);
		election.start();
		return election;
	}

	private String holder() {
		return this.cluster.admin()
			.leases()
			.inNamespace(this.cluster.namespace())
			.withName("keyvault")
			.get()
			.getSpec()
			.getHolderIdentity();
	}

	@Test
	void startWhenNobodyLeadsLeadsAndTells() {
		LeaderElection first = stand("first");
		SecretWatchTests.await(() -> first.isLeader() && this.terms.get() == 1);
		assertThat(holder()).isEqualTo("first");
	}

	@Test
	void closeWhenLeadingLetsAnotherLead() {
		LeaderElection first = stand("first");
		SecretWatchTests.await(first::isLeader);
		LeaderElection second = stand("second");
		assertThat(second.isLeader()).isFalse();
		first.close();
		assertThat(first.isLeader()).isFalse();
		SecretWatchTests.await(second::isLeader);
		assertThat(holder()).isEqualTo("second");
	}

	@Test
	@NeedsFakeCluster
	void isLeaderWhenLeaseCannotBeRenewedEndsAndComesBack() {
		LeaderElection first = stand("first", Duration.ofSeconds(2));
		SecretWatchTests.await(first::isLeader);
		this.cluster.fake().fail(503);
		SecretWatchTests.await(() -> !first.isLeader());
		this.cluster.fake().recover();
		SecretWatchTests.await(first::isLeader);
		SecretWatchTests.await(() -> "first".equals(holder()));
	}

	@Test
	@NeedsFakeCluster
	void startWhenLeaseMayNotBeReadNamesRuleOnce() {
		ListAppender<ILoggingEvent> log = this.app.log(LoggingLock.class);
		this.cluster.fake().deny("get leases");
		stand("first", Duration.ofSeconds(2));
		SecretWatchTests.await(() -> this.cluster.fake().count("get", "leases") > 2);
		assertThat(log.list).hasSize(1);
		assertThat(log.list.get(0).getFormattedMessage())
			.startsWith(
					"This replica cannot lead: The Kubernetes API server does not allow 'get' for leases 'keyvault'")
			.endsWith("""
					- apiGroups: ["coordination.k8s.io"]
					  resources: ["leases"]
					  resourceNames: ["keyvault"]
					  verbs: ["get"]""");
	}

	@Test
	void createWhenLeaseIsTooShortFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LeaseSettings("shop", "keyvault", "first", Duration.ofMillis(999)))
			.withMessage("A Lease must last one second at least");
	}

	@Test
	void createWhenNameIsNotThatOfALeaseFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LeaseSettings("shop", "Shop_Web-keyvault", "first", Duration.ofSeconds(15)))
			.withMessage(
					"'Shop_Web-keyvault' is not the name of a Lease: expected up to 253 lower-case letters, digits, dashes or dots");
	}

	@Test
	void awaitLeaderWhenNobodyLeadsWaitsForTheLead() throws InterruptedException {
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isTrue();
		assertThat(first.isLeader()).isTrue();
		assertThat(first.vacancy()).isNull();
	}

	@Test
	void awaitLeaderWhenAnotherLeadsDoesNotWaitForTheLead() throws InterruptedException {
		assertThat(stand("first").awaitLeader(LONG)).isTrue();
		LeaderElection second = stand("second");
		assertThat(second.awaitLeader(LONG)).isTrue();
		assertThat(second.isLeader()).isFalse();
		assertThat(second.vacancy()).isNull();
	}

	@Test
	void awaitLeaderWhenReplicasStartAtOnceFindsOneLeader() throws InterruptedException {
		List<LeaderElection> elections = Stream.of("first", "second", "third").map(this::stand).toList();
		for (LeaderElection election : elections) {
			assertThat(election.awaitLeader(LONG)).isTrue();
		}
		assertThat(elections).filteredOn(LeaderElection::isLeader).hasSize(1);
	}

	@Test
	void vacancyBeforeAnythingIsKnownSaysSo() {
		LeaderElection election = new LeaderElection(this.app.connect(),
				new LeaseSettings("shop", "shop-keyvault", "first", Duration.ofSeconds(2)), Runnable::run, () -> {
				}, this.time);
		assertThat(election.vacancy())
			.isEqualTo("No replica is known to lead (Lease 'shop-keyvault' in namespace 'shop').");
	}

	@Test
	@NeedsFakeCluster
	void awaitLeaderWhenLeaseMayNotBeReadGivesUpAtOnceAndSaysWhy() throws InterruptedException {
		this.cluster.fake().deny("get leases");
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isFalse();
		assertThat(first.vacancy()).isEqualTo(
				"No replica is known to lead (Lease 'keyvault' in namespace 'shop'): The Kubernetes API server does not allow 'get' for leases 'keyvault' in namespace 'shop'.");
	}

	@Test
	@NeedsFakeCluster
	void awaitLeaderWhenApiServerFailsGivesUpAtOnceAndSaysWhy() throws InterruptedException {
		this.cluster.fake().fail(503);
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isFalse();
		assertThat(first.vacancy()).matches(
				"No replica is known to lead \\(Lease 'keyvault' in namespace 'shop'\\): The Kubernetes API server at \\S+ fails \\(HTTP 503\\)\\.");
		this.cluster.fake().recover();
		SecretWatchTests.await(first::isLeader);
		assertThat(first.vacancy()).isNull();
	}

	@Test
	void isLeaderWhenLeaseWasNotRenewedInTimeIsFalseThoughNobodyHasToldSo() throws InterruptedException {
		this.time = new LeaderElection.Time(Clock.systemUTC(), this.elapsed::get);
		LeaderElection first = stand("first", Duration.ofMinutes(10));
		assertThat(first.awaitLeader(LONG)).isTrue();
		assertThat(first.isLeader()).isTrue();
		this.elapsed.addAndGet(Duration.ofMinutes(10).toNanos());
		assertThat(first.isLeader()).isFalse();
	}

	@Test
	void startWhenLeaseOfTheGoneIsOfTomorrowLeadsAfterItsDuration() throws InterruptedException {
		leave(ZonedDateTime.now(ZoneOffset.UTC).plusDays(1));
		this.time = new LeaderElection.Time(Clock.systemUTC(), this.elapsed::get);
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isTrue();
		assertThat(first.isLeader()).isFalse();
		this.elapsed.addAndGet(Duration.ofSeconds(15).toNanos());
		SecretWatchTests.await(first::isLeader);
	}

	@Test
	void awaitLeaderWhenLeaseOfTheGoneIsOverWaitsForTheLead() throws InterruptedException {
		leave(ZonedDateTime.now(ZoneOffset.UTC).minusDays(1));
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isTrue();
		assertThat(first.isLeader()).isTrue();
	}

	@Test
	void vacancyWhenLeaseIsNotThatOfAnElectionSaysSoUntilItIsGone() throws InterruptedException {
		leave(null);
		LeaderElection first = stand("first");
		assertThat(first.awaitLeader(LONG)).isFalse();
		assertThat(first.vacancy()).isEqualTo(
				"No replica is known to lead (Lease 'keyvault' in namespace '%s'): It cannot be used (java.lang.NullPointerException); delete it if nobody else needs it."
					.formatted(this.cluster.namespace()));
		this.cluster.admin().leases().inNamespace(this.cluster.namespace()).withName("keyvault").delete();
		SecretWatchTests.await(first::isLeader);
	}

	private void leave(ZonedDateTime renewed) {
		this.cluster.admin()
			.resource(new LeaseBuilder().withNewMetadata()
				.withNamespace(this.cluster.namespace())
				.withName("keyvault")
				.endMetadata()
				.withNewSpec()
				.withHolderIdentity("gone")
				.withLeaseDurationSeconds(2)
				.withAcquireTime(renewed)
				.withRenewTime(renewed)
				.withLeaseTransitions(1)
				.endSpec()
				.build())
			.create();
	}

}
