package dev.keyvault.spring.kubernetes;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.keyvault.fixtures.kubernetes.Cluster;
import dev.keyvault.fixtures.kubernetes.ClusterExtension;
import dev.keyvault.fixtures.kubernetes.NeedsFakeCluster;
import dev.keyvault.spring.refresh.PollingWorker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PollingWorker} with Kubernetes Secrets.
 */
@ExtendWith({ ClusterExtension.class, OutputCaptureExtension.class })
class SecretsWorkerTests {

	private final AtomicInteger runs = new AtomicInteger();

	private SecretsFixture fixture;

	private PollingWorker worker;

	@BeforeEach
	void create(Cluster cluster) {
		this.fixture = new SecretsFixture(cluster);
		this.worker = this.fixture.worker();
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void failingTaskIsToldByItsClassAndPlaceOnly(CapturedOutput output) {
		this.worker.submit(() -> fail(new IllegalStateException("s3cret-pa55-of-key-1")));
		this.fixture.executor().runSubmitted();
		assertThat(output)
			.contains("Keeping Kubernetes Secrets failed with java.lang.IllegalStateException at dev.keyvault.",
					"; it is tried again", "\tat dev.keyvault.spring.refresh.PollingWorker.run(PollingWorker.java:")
			.doesNotContain("s3cret-pa55-of-key-1");
	}

	@Test
	void failingTaskKeepsNoOtherFromRunning() {
		this.worker.submit(() -> fail(new IllegalStateException("any")));
		this.worker.submit(() -> fail(new AssertionError("any")));
		this.worker.submit(this.runs::incrementAndGet);
		this.fixture.executor().runSubmitted();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void repeatedTaskThatFailsIsRepeated() {
		this.worker.start(() -> {
			this.runs.incrementAndGet();
			fail(new NoClassDefFoundError("any"));
		}, Duration.ofMinutes(1));
		this.fixture.executor().advance(Duration.ofMinutes(3));
		assertThat(this.runs).hasValue(3);
	}

	@Test
	@NeedsFakeCluster
	void failureIsRetriedEvenIfTheTaskThenFails(Cluster cluster) {
		cluster.fake().fail(503);
		this.worker.start(this.runs::incrementAndGet, Duration.ofMinutes(1));
		this.worker.submit(() -> {
			this.fixture.write();
			fail(new IllegalStateException("any"));
		});
		this.fixture.executor().runSubmitted();
		cluster.fake().recover();
		this.fixture.executor().advance(Duration.ofSeconds(2));
		assertThat(this.fixture.text()).isEqualTo("s3cret-pa55-of-key-1");
	}

	@Test
	@NeedsFakeCluster
	void failureBeforeStartIsRetriedFromStartOn(Cluster cluster) {
		cluster.fake().fail(503);
		this.worker.submit(this.fixture::write);
		this.fixture.executor().runSubmitted();
		assertThat(this.fixture.executor().hasNext()).isFalse();
		this.worker.start(this.runs::incrementAndGet, Duration.ofMinutes(1));
		assertThat(this.fixture.executor().nextDelay()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	@NeedsFakeCluster
	void retryThatIsOverdueRunsAfterTenMilliseconds(Cluster cluster) {
		cluster.fake().fail(503);
		this.worker.submit(this.fixture::write);
		this.fixture.executor().runSubmitted();
		this.fixture.clock().move(Duration.ofMinutes(10));
		this.worker.start(this.runs::incrementAndGet, Duration.ofMinutes(1));
		assertThat(this.fixture.executor().nextDelay()).isEqualTo(Duration.ofMillis(10));
	}

	@Test
	void startTwiceRepeatsOnce() {
		this.worker.start(this.runs::incrementAndGet, Duration.ofMinutes(1));
		this.worker.start(this.runs::incrementAndGet, Duration.ofMinutes(1));
		this.fixture.executor().advance(Duration.ofMinutes(1));
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void awaitWhenTheTaskFailsSaysThatItHasEnded() throws InterruptedException {
		boolean ended = this.worker.await(() -> fail(new AssertionError("any")), Duration.ofSeconds(1));
		assertThat(ended).isTrue();
	}

	@Test
	void submitWhenClosedDoesNothing() throws InterruptedException {
		this.worker.shutDown();
		assertThat(this.worker.awaitEnd()).isTrue();
		assertThatNoException().isThrownBy(() -> this.worker.submit(this.runs::incrementAndGet));
		assertThat(this.fixture.executor().submissions()).isZero();
	}

	@Test
	void closeTwiceIsFine() throws InterruptedException {
		this.worker.shutDown();
		assertThat(this.worker.awaitEnd()).isTrue();
		this.worker.shutDown();
		assertThat(this.worker.awaitEnd()).isTrue();
		assertThat(this.fixture.executor().isTerminated()).isTrue();
	}

	private static void fail(RuntimeException failure) {
		throw failure;
	}

	private static void fail(Error failure) {
		throw failure;
	}

}
