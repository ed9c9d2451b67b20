package dev.keyvault.spring.refresh;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what rotation leaves in the JVM: nothing, once the context is closed.
 */
class ContextLifecycleTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "s3cret-of-one");
	}

	@Test
	void closedContextLeavesNoThreadAndSendsNoRequest() {
		Set<Thread> before = threads();
		ConfigurableApplicationContext context = start();
		KeyVaultRefresher refresher = context.getBean(KeyVaultRefresher.class);
		refresher.refresh();
		assertThat(rotationThreads()).isNotEmpty();
		context.close();
		this.vault.requests().reset();
		awaitEndOfRotationThreads(before);
		refresher.requestRefresh();
		assertThatIllegalStateException().isThrownBy(refresher::refresh);
		assertThat(this.vault.requests().total()).isZero();
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			System.gc();
			assertThat(threads()).isSubsetOf(before);
		});
	}

	@Test
	void closeInterruptsALookUnderWay() throws InterruptedException {
		ConfigurableApplicationContext context = start();
		this.vault.faults().silent();
		context.getBean(KeyVaultRefresher.class).requestRefresh();
		assertThat(this.vault.requests().awaitInFlight(1, Duration.ofMinutes(2))).isTrue();
		Set<Thread> rotating = rotationThreads();
		context.close();
		assertThat(rotating).isNotEmpty();
		await().atMost(Duration.ofMinutes(2)).until(() -> rotating.stream().noneMatch(Thread::isAlive));
		this.vault.faults().clear();
	}

	@Test
	void twoContextsRotateIndependently() {
		try (ConfigurableApplicationContext one = start()) {
			ConfigurableApplicationContext two = start();
			two.close();
			this.vault.putSecret("key", "s3cret-of-two");
			assertThat(one.getBean(KeyVaultRefresher.class).refresh().rotated()).hasSize(1);
			assertThat(one.getEnvironment().getProperty("app.key")).isEqualTo("s3cret-of-two");
			assertThat(two.getEnvironment().getProperty("app.key")).isEqualTo("s3cret-of-one");
		}
	}

	private ConfigurableApplicationContext start() {
		return RotatingApplication.of(this.vault)
			.key("app.key", "key")
			.property("keyvault.refresh.enabled", "true")
			.start();
	}

	private static void awaitEndOfRotationThreads(Set<Thread> before) {
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(rotationThreads()).isSubsetOf(before));
	}

	private static Set<Thread> rotationThreads() {
		return threads().stream()
			.filter((thread) -> thread.getName().equals("keyvault-rotation"))
			.collect(Collectors.toSet());
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("keyvault-") || thread.getName().startsWith("HttpClient-"))
			.collect(Collectors.toSet());
	}

}
