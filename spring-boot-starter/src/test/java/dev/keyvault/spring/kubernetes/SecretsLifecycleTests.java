package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.rotation.Change;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecretsLifecycle}, at a time and on a thread that the test has in
 * hand.
 */
@ExtendWith({ ClusterExtension.class, OutputCaptureExtension.class })
class SecretsLifecycleTests {

	private static final String SLOW = "The Kubernetes API server is slow: the application starts while 1 of 1 Secrets are still to be written";

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final Duration LONGER_THAN_A_RETRY = Duration.ofSeconds(10);

	private SecretsFixture fixture;

	private SecretsLifecycle lifecycle;

	@BeforeEach
	void create(Cluster cluster) {
		this.fixture = new SecretsFixture(cluster);
		this.lifecycle = this.fixture.lifecycle();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void startWaitsUntilSecretsAreWritten(CapturedOutput output) {
		Instant before = this.fixture.clock().instant();
		this.lifecycle.start();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
		assertThat(this.fixture.clock().instant()).isEqualTo(before);
		assertThat(output).doesNotContain(SLOW);
	}

	@Test
	void startWhenWritingIsSlowGoesOnAfterFifteenSecondsAndSaysSo(CapturedOutput output) {
		Instant before = this.fixture.clock().instant();
		this.fixture.executor().stall();
		this.lifecycle.start();
		assertThat(this.fixture.clock().instant()).isEqualTo(before.plusSeconds(15));
		assertThat(this.fixture.text()).isNull();
		assertThat(output).containsOnlyOnce(SLOW);
	}

	@Test
	void slowWritingGoesOnWhenNobodyWaits() {
		this.fixture.executor().stall();
		this.lifecycle.start();
		this.fixture.executor().runSubmitted();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
	}

	@Test
	void startWhenInterruptedGoesOnAndStaysInterrupted(CapturedOutput output) {
		Thread.currentThread().interrupt();
		this.lifecycle.start();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.lifecycle.isRunning()).isTrue();
		assertThat(output).doesNotContain(SLOW);
	}

	@Test
	@NeedsFakeCluster
	void failedWriteIsTriedAgainAfterTwoSecondsNotBefore(Cluster cluster) {
		failToStart(cluster);
		this.fixture.executor().advance(Duration.ofMillis(1999));
		assertThat(cluster.fake().count("get", "secrets")).isZero();
		this.fixture.executor().advance(Duration.ofMillis(1));
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
		assertThat(results()).containsExactly(WriteResult.CREATED);
	}

	@Test
	@NeedsFakeCluster
	void writeThatFailsTwiceWaitsTwiceAsLong(Cluster cluster) {
		failToStart(cluster);
		cluster.fake().fail(503);
		this.fixture.executor().advance(Duration.ofSeconds(2));
		cluster.fake().recover();
		this.fixture.executor().advance(Duration.ofMillis(3999));
		assertThat(this.fixture.text()).isNull();
		this.fixture.executor().advance(Duration.ofMillis(1));
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
	}

	@Test
	@NeedsFakeCluster
	void failedWriteIsTriedAgainWhenTheApiServerAnswersAnybody(Cluster cluster) {
		failToStart(cluster);
		Instant before = this.fixture.clock().instant();
		this.fixture.askForOthers();
		this.fixture.executor().runSubmitted();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
		assertThat(this.fixture.clock().instant()).isEqualTo(before);
	}

	@Test
	@NeedsFakeCluster
	void comebackAfterStopSubmitsNothing(Cluster cluster) {
		failToStart(cluster);
		this.lifecycle.stop();
		this.fixture.askForOthers();
		assertThat(this.fixture.executor().submissions()).isZero();
	}

	@Test
	@NeedsFakeCluster
	void writeThatSucceedsPlansNoRetry(Cluster cluster) {
		failToStart(cluster);
		this.fixture.executor().advance(Duration.ofSeconds(2));
		assertThat(this.fixture.executor().nextDelay()).isEqualTo(SecretsFixture.INTERVAL.minusSeconds(2));
	}

	@Test
	void editedSecretIsRepairedAtEachInterval() {
		this.lifecycle.start();
		for (int i = 0; i < 3; i++) {
			this.fixture.executor().advance(LONGER_THAN_A_RETRY);
			this.fixture.edit();
			this.fixture.executor().advance(SecretsFixture.INTERVAL.minus(LONGER_THAN_A_RETRY).minusMillis(1));
			assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-somebody-else");
			this.fixture.executor().advance(Duration.ofMillis(1));
			assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
		}
	}

	@Test
	void stopCancelsRepairs() {
		this.lifecycle.start();
		this.lifecycle.stop();
		assertThat(this.lifecycle.isRunning()).isFalse();
		assertThat(this.fixture.executor().hasNext()).isFalse();
	}

	@Test
	@NeedsFakeCluster
	void stopCancelsRetries(Cluster cluster) {
		failToStart(cluster);
		this.lifecycle.stop();
		this.fixture.executor().advance(Duration.ofHours(1));
		assertThat(cluster.fake().count("get", "secrets")).isZero();
	}

	@Test
	void startAfterStopWritesAndPlansAnew() {
		this.lifecycle.start();
		this.lifecycle.stop();
		this.fixture.rotate(Map.of(SecretsFixture.PASSWORD, 2));
		this.lifecycle.start();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-2");
		assertThat(this.fixture.executor().nextDelay()).isEqualTo(SecretsFixture.INTERVAL);
	}

	@Test
	void secretFollowsRotation() {
		this.lifecycle.start();
		this.lifecycle.follow(this.fixture.rotate(Map.of(SecretsFixture.PASSWORD, 2)));
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
		this.fixture.executor().runSubmitted();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-2");
	}

	@Test
	void followUsesTheKeysOfSecretsOnly() {
		this.lifecycle.start();
		assertThat(this.lifecycle
			.follow(this.fixture.rotate(Map.of(SecretsFixture.PASSWORD, 2, SecretsFixture.UNUSED, 2))))
			.extracting(Change::key)
			.containsExactly(SecretsFixture.PASSWORD);
	}

	@Test
	void followAfterStopSubmitsNothing() {
		this.lifecycle.start();
		this.fixture.executor().runSubmitted();
		this.lifecycle.stop();
		this.lifecycle.follow(this.fixture.rotate(Map.of(SecretsFixture.PASSWORD, 2)));
		assertThat(this.fixture.executor().submissions()).isZero();
	}

	@Test
	void leadWritesWhatWasLeftToTheLeader() {
		this.fixture.follow();
		this.lifecycle.start();
		assertThat(results()).containsExactly(WriteResult.LEFT_TO_LEADER);
		this.fixture.lead();
		this.lifecycle.lead();
		this.fixture.executor().runSubmitted();
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
	}

	@Test
	void outcomesBeforeTheFirstPollSayThatItIsPending() {
		assertThat(results()).containsExactly(WriteResult.PENDING);
	}

	@Test
	void awaitWaitsForWhatWasNotPolledYet() throws InterruptedException {
		CountDownLatch free = new CountDownLatch(1);
		ScheduledThreadPoolExecutor busy = new ScheduledThreadPoolExecutor(1);
		busy.submit(() -> free.await(60, TimeUnit.SECONDS));
		SecretsLifecycle waiting = this.fixture.lifecycle(busy);
		Thread.currentThread().interrupt();
		waiting.start();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(waiting.await(Duration.ofMillis(1))).extracting(WriteOutcome::result)
			.containsExactly(WriteResult.PENDING);
		free.countDown();
		assertThat(waiting.await(LONG)).extracting(WriteOutcome::result).containsExactly(WriteResult.CREATED);
	}

	@Test
	@NeedsFakeCluster
	void awaitTriesAgainWhatFails(Cluster cluster) throws InterruptedException {
		SecretsLifecycle waiting = this.fixture.lifecycle(new ScheduledThreadPoolExecutor(1));
		cluster.fake().fail(503);
		waiting.start();
		assertThat(waiting.await(Duration.ofMillis(1))).extracting(WriteOutcome::result)
			.containsExactly(WriteResult.FAILED);
		cluster.fake().recover();
		this.fixture.clock().move(LONGER_THAN_A_RETRY);
		assertThat(waiting.await(LONG)).extracting(WriteOutcome::result).containsExactly(WriteResult.CREATED);
	}

	@Test
	void awaitPollsAgainAtWhatIsLeftToTheLeader() throws InterruptedException {
		this.fixture.follow();
		SecretsLifecycle waiting = this.fixture.lifecycle(new ScheduledThreadPoolExecutor(1));
		waiting.start();
		assertThat(waiting.await(Duration.ofMillis(1))).extracting(WriteOutcome::result)
			.containsExactly(WriteResult.LEFT_TO_LEADER);
		this.fixture.lead();
		assertThat(waiting.await(LONG)).extracting(WriteOutcome::result).containsExactly(WriteResult.CREATED);
	}

	@Test
	void leadBeforeTheStartDoesNothing() {
		this.lifecycle.lead();
		assertThat(this.fixture.executor().submissions()).isZero();
	}

	@Test
	@NeedsFakeCluster
	void undeclaredSecretsAreLookedForAtStartAndByANewLeader(Cluster cluster) {
		this.fixture.removeUndeclared();
		SecretsLifecycle removing = this.fixture.lifecycle();
		removing.start();
		this.fixture.executor().runSubmitted();
		assertThat(cluster.fake().count("list", "secrets")).isEqualTo(1);
		removing.lead();
		this.fixture.executor().runSubmitted();
		assertThat(cluster.fake().count("list", "secrets")).isEqualTo(2);
	}

	@Test
	void destroyEndsTheThread() throws InterruptedException {
		ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
		SecretsLifecycle closing = this.fixture.lifecycle(executor);
		closing.start();
		closing.destroy();
		assertThat(executor.isTerminated()).isTrue();
		assertThat(closing.isRunning()).isFalse();
	}

	@Test
	void callsAfterDestroyChangeNothing() throws InterruptedException {
		this.lifecycle.start();
		this.lifecycle.destroy();
		this.lifecycle.lead();
		this.lifecycle.follow(this.fixture.rotate(Map.of(SecretsFixture.PASSWORD, 2)));
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
	}

	private void failToStart(Cluster cluster) {
		cluster.fake().fail(503);
		this.lifecycle.start();
		this.fixture.executor().runSubmitted();
		assertThat(results()).containsExactly(WriteResult.FAILED);
		cluster.fake().recover();
		cluster.fake().forgetRequests();
	}

	private List<WriteResult> results() {
		return this.lifecycle.outcomes().stream().map(WriteOutcome::result).toList();
	}

}
