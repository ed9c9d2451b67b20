package dev.keyvault.kubernetes;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretWatch} through {@link SecretReconciler}, on whichever cluster
 * there is.
 */
@ExtendWith({ ClusterExtension.class, TargetExtension.class })
@Timeout(120)
class SecretWatchTests {

	private final BlockingQueue<SecretId> changed = new LinkedBlockingQueue<>();

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private Cluster cluster;

	private ReconcilerFixture app;

	private SecretReconciler target;

	@BeforeEach
	void watch(Cluster cluster, ReconcilerFixture fixture) {
		this.cluster = cluster;
		this.app = fixture;
		this.target = fixture.target(fixture.fooSecrets());
		this.target.apply(ReconcilerFixture.fooValues(1).snapshot());
		this.target.watch(this.changed::add);
		await(this::isWatching);
		this.changed.clear();
	}

	@BeforeEach
	void listen() {
		this.log.list = new CopyOnWriteArrayList<>();
		this.log.start();
		((Logger) LoggerFactory.getLogger(SecretWatch.class)).addAppender(this.log);
	}

	@AfterEach
	void listenNoMore() {
		((Logger) LoggerFactory.getLogger(SecretWatch.class)).detachAppender(this.log);
	}

	private boolean isWatching() {
		return this.target.isWatching(this.app.id(ReconcilerFixture.NAME));
	}

	static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	private void repairUntil(BooleanSupplier repaired) throws InterruptedException {
		while (!repaired.getAsBoolean()) {
			SecretId id = this.changed.poll(1, TimeUnit.SECONDS);
			if (id != null) {
				this.target.repair(id);
			}
		}
	}

	private boolean isRepaired() {
		return this.app.live() != null && "s3cret-pa55-of-db-1".equals(this.app.text("databasepassword"));
	}

	@Test
	void repairWhenSecretIsEditedRestoresIt() throws InterruptedException {
		this.app.edit("databasepassword", "s3cret-0ther-value");
		repairUntil(this::isRepaired);
		assertThat(ReconcilerFixture.results(this.target.outcomes())).containsExactly(WriteResult.UPDATED);
	}

	@Test
	void repairWhenSecretIsDeletedCreatesIt() throws InterruptedException {
		this.app.delete();
		repairUntil(this::isRepaired);
		assertThat(ReconcilerFixture.results(this.target.outcomes())).containsExactly(WriteResult.CREATED);
	}

	@Test
	void repairWhenAnotherReplicaHasNewerValuesLeavesThem() throws InterruptedException {
		this.app.target(this.app.fooSecrets()).apply(ReconcilerFixture.fooValues(2).snapshot());
		assertThat(ReconcilerFixture.results(this.target.repair(this.changed.take())))
			.containsExactly(WriteResult.UNCHANGED);
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-2");
	}

	@Test
	void applyWhenAnotherReplicaHasOtherValuesWritesItsOwn() throws InterruptedException {
		this.app.target(this.app.fooSecrets()).apply(ReconcilerFixture.fooValues(2).snapshot());
		this.changed.take();
		this.target.apply(ReconcilerFixture.fooValues(3).snapshot());
		assertThat(this.app.text("databasepassword")).isEqualTo("s3cret-pa55-of-db-3");
	}

	@Test
	@NeedsFakeCluster
	void applyWhenWatchedAndUnchangedSendsNoRequest() {
		this.cluster.fake().forgetRequests();
		assertThat(ReconcilerFixture.results(this.target.apply(ReconcilerFixture.fooValues(1).snapshot())))
			.containsExactly(WriteResult.UNCHANGED);
		assertThat(this.cluster.fake().requests()).isEmpty();
	}

	@Test
	@NeedsFakeCluster
	void applyWhenItsOwnWriteIsNotYetSeenByWatchWritesOnce() {
		this.target.apply(ReconcilerFixture.fooValues(2).snapshot());
		this.cluster.fake().forgetRequests();
		for (int i = 0; i < 10; i++) {
			this.target.apply(ReconcilerFixture.fooValues(2).snapshot());
		}
		assertThat(this.cluster.fake().requests()).isEmpty();
	}

	@Test
	@NeedsFakeCluster
	void repairWhenSomebodyFightsForSecretGetsRarer() throws InterruptedException {
		for (int i = 0; i < 5; i++) {
			this.app.edit("databasepassword", "s3cret-0ther-value-" + i);
			repairUntil(() -> this.target.retryAt() != null);
		}
		assertThat(this.target.retryAt()).isAfter(this.app.clock().instant());
		assertThat(this.cluster.fake().writes()).isEqualTo(2);
	}

	@Test
	@NeedsFakeCluster
	void watchWhenVersionsAreForgottenStartsAgain() throws InterruptedException {
		this.cluster.fake().forgetRequests();
		this.cluster.fake().compact();
		await(() -> this.cluster.fake().count("watch", "secrets") > 0 && isWatching());
		this.app.edit("databasepassword", "s3cret-0ther-value");
		repairUntil(this::isRepaired);
		assertThat(this.cluster.fake().count("list", "secrets")).isBetween(1L, 3L);
	}

	@Test
	@NeedsFakeCluster
	void watchWhenApiServerRestartsMissesNothing() throws InterruptedException {
		int port = this.cluster.fake().port();
		this.cluster.fake().shutDown();
		await(() -> !isWatching());
		this.cluster.fake().forgetRequests();
		this.cluster.fake().startAgain(port);
		this.app.edit("databasepassword", "s3cret-0ther-value");
		repairUntil(this::isRepaired);
		await(this::isWatching);
		assertThat(this.cluster.fake().count("watch", "secrets")).isBetween(1L, 5L);
	}

	@Test
	@NeedsFakeCluster
	void repairWhenApiServerIsBackWritesAtOnceWhatWasMissed() throws InterruptedException {
		int port = this.cluster.fake().port();
		this.cluster.fake().shutDown();
		await(() -> !isWatching());
		assertThat(ReconcilerFixture.results(this.target.apply(ReconcilerFixture.fooValues(2).snapshot())))
			.containsExactly(WriteResult.FAILED);
		assertThat(this.target.retryAt()).isAfter(this.app.clock().instant());
		this.cluster.fake().startAgain(port);
		repairUntil(() -> "s3cret-pa55-of-db-2".equals(this.app.text("databasepassword")));
	}

	@Test
	@NeedsFakeCluster
	void watchWhenRefusedPollsEachCycle() {
		this.cluster.fake().deny("watch secrets");
		SecretReconciler other = this.app.target(this.app.fooSecrets());
		this.cluster.fake().forgetRequests();
		other.watch(this.changed::add);
		await(() -> this.log.list.stream().anyMatch((event) -> event.getFormattedMessage().startsWith("Secret")));
		this.app.edit("databasepassword", "s3cret-0ther-value");
		assertThat(ReconcilerFixture.results(other.apply(ReconcilerFixture.fooValues(1).snapshot())))
			.containsExactly(WriteResult.UPDATED);
		assertThat(this.cluster.fake().count("watch", "secrets")).isOne();
		assertThat(this.log.list.get(0).getFormattedMessage()).isEqualTo("""
				Secret 'foo-secrets' in namespace 'shop' is not watched, so that changes by others are found only at \
				the next poll: The Kubernetes API server does not allow 'watch' for secrets 'foo-secrets' in namespace \
				'shop'. Add this rule to a Role in namespace 'shop' that is bound to the application's ServiceAccount:
				- apiGroups: [""]
				  resources: ["secrets"]
				  resourceNames: ["foo-secrets"]
				  verbs: ["list", "watch"]""");
	}

	@Test
	@NeedsFakeCluster
	void closeEndsWatch() {
		assertThat(this.cluster.fake().watchCount()).isOne();
		this.target.close();
		await(() -> this.cluster.fake().watchCount() == 0);
		assertThat(isWatching()).isFalse();
	}

}
