package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LeaderElection}, on whichever cluster there is.
 */
@ExtendWith(ClusterExtension.class)
@Timeout(120)
class LeaderElectionTests {

	private final AtomicInteger terms = new AtomicInteger();

	private Cluster cluster;

	private TargetFixture app;

	@BeforeEach
	void join(Cluster cluster, TargetFixture fixture) {
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
				this.terms::incrementAndGet);
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
		ListAppender<ILoggingEvent> log = this.app.log(TellingLock.class);
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

}
