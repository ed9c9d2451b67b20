package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.rotation.Change;
import dev.keyvault.source.Problem;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FollowerProblems} in an application.
 */
class FollowerProblemsTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("key", "s3cret-of-one"));

	private final EmbeddedKeyVault vault = extension.vault();

	@Test
	void followerThatFailsIsAProblemUntilItSucceeds() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(rotate(context, "s3cret-of-two").problems()).singleElement().satisfies(this::assertProblem);
			List<Problem> known = context.getBean(KeyVaultRefresher.class).problems();
			assertThat(known).singleElement().satisfies(this::assertProblem);
			assertThat(rotate(context, "s3cret-of-three").problems()).singleElement()
				.extracting(Problem::since)
				.isEqualTo(known.get(0).since());
			context.getBean(Unreliable.class).fails = false;
			assertThat(rotate(context, "s3cret-of-four").problems()).isEmpty();
			assertThat(context.getBean(KeyVaultRefresher.class).problems()).isEmpty();
		}
	}

	@Test
	void followerThatSucceedsDoesNotHideTheProblemOfAnother() {
		try (ConfigurableApplicationContext context = start(Reliable.class)) {
			assertThat(rotate(context, "s3cret-of-two").problems()).singleElement().satisfies(this::assertProblem);
		}
	}

	private void assertProblem(Problem problem) {
		assertThat(problem.subject().toString()).isEqualTo("Follower '%s'".formatted(Unreliable.class.getName()));
		assertThat(problem.reason())
			.startsWith("It failed with java.lang.IllegalStateException at %s.follow("
				.formatted(Unreliable.class.getName()))
			.endsWith(" while following the rotation of 'app.key'.");
		assertThat(problem.action().toString()).isEqualTo(
				"Find the cause in the log. The follower may use old values until it succeeds in a later rotation or the application is restarted.");
		assertThat(problem.toString()).doesNotContain("s3cret");
	}

	private ConfigurableApplicationContext start(Class<?>... more) {
		Class<?>[] configuration = (more.length > 0) ? new Class<?>[] { Failing.class, more[0] }
				: new Class<?>[] { Failing.class };
		return RotatingApplication.of(this.vault, configuration).key("app.key", "key").start();
	}

	private RefreshResult rotate(ConfigurableApplicationContext context, String value) {
		this.vault.putSecret("key", value);
		return context.getBean(KeyVaultRefresher.class).refresh();
	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		Unreliable unreliable() {
			return new Unreliable();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Reliable {

		@Bean
		RotationFollower reliable() {
			return EnvironmentChange::changes;
		}

	}

	/**
	 * Fails as long as the test wants it to.
	 */
	static class Unreliable implements RotationFollower {

		private volatile boolean fails = true;

		@Override
		public Collection<Change> follow(EnvironmentChange change) {
			if (this.fails) {
				throw new IllegalStateException(change.after().getProperty("app.key"));
			}
			return change.changes();
		}

	}

}
