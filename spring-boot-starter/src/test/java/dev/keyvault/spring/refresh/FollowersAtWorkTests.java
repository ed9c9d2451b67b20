package dev.keyvault.spring.refresh;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.Rotation;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what followers must not do to an application, and it not to them.
 */
@ExtendWith(OutputCaptureExtension.class)
class FollowersAtWorkTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "s3cret-of-one");
	}

	@Test
	void methodsThatSpringDoesNotInjectAreNotCalled(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Handlers.class)
			.property("keyvault.refresh.value-fields", "true")
			.start()) {
			rotate(context);
			assertThat(context.getBean(Handlers.class).calls).isZero();
			assertThat(context.getBean(Overriding.class).calls).isZero();
			assertThat(output).doesNotContain("keeps the old value").doesNotContain("failed with");
		}
	}

	@Test
	void followerMayHaveTheRefresher() {
		try (ConfigurableApplicationContext context = application(Asking.class).start()) {
			rotate(context);
			assertThat(context.getBean(Asking.class).follows).isOne();
		}
	}

	@Test
	void validatorMayHaveTheRefresher() {
		try (ConfigurableApplicationContext context = application(Judging.class).start()) {
			rotate(context);
			assertThat(context.getBean(Judging.class).validated).isOne();
		}
	}

	@Test
	@Timeout(120)
	void listenerMayWaitForABeanThatWantsRotating() throws Exception {
		try (ConfigurableApplicationContext context = application(Waiting.class).start()) {
			Waiting waiting = context.getBean(Waiting.class);
			Rotating<?> rotating = context.getBean("rotating:first", Rotating.class);
			rotating.onChange((value) -> waiting.rotated(context));
			rotate(context);
			assertThat(waiting.made).isCompletedWithValue(true);
		}
	}

	@Test
	void errorInAFollowerKeepsNobodyFromFollowing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Recursive.class).start()) {
			rotate(context);
			assertThat(output).contains("failed with java.lang.StackOverflowError at ");
		}
	}

	@Test
	void beanWithoutDefaultConstructorFollows(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Made.class).start()) {
			rotate(context);
			assertThat(context.getBean(MadeSettings.class).getKey()).isEqualTo("s3cret-of-two");
			assertThat(context.getBean(MadeSettings.class).getUrl()).isEqualTo("set by the factory");
			assertThat(output).doesNotContain("failed with");
		}
	}

	@Test
	void beanFollowsByPlaceholderInAnImportedKey() {
		this.vault.putSecret("url", "db://${app.key}@host");
		try (ConfigurableApplicationContext context = application(Made.class).key("other.url", "url")
			.property("keyvault.vaults.demo.resolve-placeholders", "true")
			.start()) {
			rotate(context);
			assertThat(context.getBean(OtherBean.class).getUrl()).isEqualTo("db://s3cret-of-two@host");
		}
	}

	@Test
	void overriddenKeyIsNotCalledUnused(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application().variable("APP_KEY", "s3cret-of-env").start()) {
			rotate(context);
			assertThat(output).doesNotContain("no bean follows");
		}
	}

	private RotatingApplication application(Class<?>... configuration) {
		return RotatingApplication.of(this.vault, configuration).key("app.key", "key");
	}

	private void rotate(ConfigurableApplicationContext context) {
		this.vault.putSecret("key", "s3cret-of-two");
		assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).extracting(RotatedKey::key)
			.containsExactly("app.key");
	}

	@Configuration(proxyBeanMethods = false)
	@Import(Overriding.class)
	static class Handlers {

		private int calls;

		void handle(@Value("${app.key}") String key) {
			this.calls++;
		}

		void handle(@Value("${app.key}") String key, String other) {
			this.calls++;
		}

	}

	static class Injected {

		@Value("${app.key}")
		void setKey(String key) {
		}

	}

	static class Overriding extends Injected {

		private int calls;

		@Override
		void setKey(String key) {
			this.calls++;
		}

	}

	static class Asking implements RotationFollower {

		private final KeyVaultRefresher refresher;

		private int follows;

		Asking(KeyVaultRefresher refresher) {
			this.refresher = refresher;
		}

		@Override
		public Collection<Change> follow(EnvironmentChange change) {
			this.follows++;
			this.refresher.requestRefresh();
			return List.of();
		}

	}

	static class Judging implements RotationValidator {

		private final KeyVaultRefresher refresher;

		private int validated;

		Judging(KeyVaultRefresher refresher) {
			this.refresher = refresher;
		}

		@Override
		public List<RejectedChange> validate(Rotation proposed) {
			this.validated++;
			this.refresher.requestRefresh();
			return List.of();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Waiting {

		private final CompletableFuture<Boolean> made = new CompletableFuture<>();

		void rotated(ConfigurableApplicationContext context) {
			CountDownLatch done = new CountDownLatch(1);
			Thread other = new Thread(() -> {
				context.getBean("rotating:second");
				done.countDown();
			});
			other.start();
			try {
				this.made.complete(done.await(60, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				this.made.completeExceptionally(ex);
			}
		}

		@Bean
		@ConfigurationProperties("app")
		OtherBean first() {
			return new OtherBean();
		}

		@Bean
		@Lazy
		@ConfigurationProperties("app")
		OtherBean second() {
			return new OtherBean();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Recursive {

		@Bean
		RotationFollower endless() {
			return (change) -> {
				throw new StackOverflowError();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(OtherBean.class)
	static class Made {

		@Bean
		@ConfigurationProperties("app")
		MadeSettings made() {
			return new MadeSettings("set by the factory");
		}

	}

	static class MadeSettings {

		private final String url;

		private @Nullable String key;

		MadeSettings(String url) {
			this.url = url;
		}

		String getUrl() {
			return this.url;
		}

		@Nullable String getKey() {
			return this.key;
		}

		void setKey(String key) {
			this.key = key;
		}

	}

}
