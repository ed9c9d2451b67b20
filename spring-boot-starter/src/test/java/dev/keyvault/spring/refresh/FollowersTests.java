package dev.keyvault.spring.refresh;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.context.config.annotation.RefreshScope;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.rotation.RotationValidator;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for everything else that follows rotations, and for what is said of the rest.
 */
@ExtendWith(OutputCaptureExtension.class)
class FollowersTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("key", "s3cret-of-one");
		this.vault.putSecret("other", "s3cret-of-other");
	}

	@Test
	void refreshScopedBeanIsMadeAnewWithItsNextUse() {
		try (ConfigurableApplicationContext context = application(Scoped.class).start()) {
			Scoped.Client client = context.getBean("client", Scoped.Client.class);
			Scoped.Settings settings = context.getBean("settings", Scoped.Settings.class);
			assertThat(client.key() + settings.getColor()).isEqualTo("s3cret-of-onered");
			rotate(context);
			assertThat(client.key()).isEqualTo("s3cret-of-two");
			assertThat(settings.getColor()).isEqualTo("red");
			assertThat(context.getBean(Scoped.class).settingsMade).isEqualTo(1);
		}
	}

	@Test
	void environmentChangeEventIsPublishedOnlyOnRequest() {
		try (ConfigurableApplicationContext context = application(Events.class).start()) {
			rotate(context);
			assertThat(context.getBean(Events.class).changes).isEmpty();
		}
		this.vault.putSecret("key", "s3cret-of-one");
		try (ConfigurableApplicationContext context = application(Events.class)
			.property("keyvault.refresh.environment-change-event", "true")
			.start()) {
			rotate(context);
			assertThat(context.getBean(Events.class).changes).containsExactly("[app.key]");
		}
	}

	@Test
	void eventComesLastAndTellsKeysAndVersions() {
		try (ConfigurableApplicationContext context = application(Events.class).start()) {
			String version = this.vault.putSecret("key", "s3cret-of-two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getBean(Events.class).rotations).hasSize(1).first().satisfies((event) -> {
				assertThat(event.has("app.key")).isTrue();
				assertThat(event.has("app.other")).isFalse();
				assertThat(event.keys().get(0).object().name()).hasToString("key");
				assertThat(event.keys().get(0).after()).hasToString(version);
				assertThat(event.toString()).contains("app.key").doesNotContain("s3cret");
			});
			assertThat(context.getBean(Events.class).seen).containsExactly("s3cret-of-two");
		}
	}

	@Test
	void unchangedRefreshCausesNothing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Events.class).start()) {
			int before = output.getAll().length();
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result).isEqualTo(new RefreshResult(List.of(), List.of(), List.of()));
			assertThat(context.getBean(Events.class).rotations).isEmpty();
			assertThat(output.getAll().substring(before)).isEmpty();
		}
	}

	@Test
	void newVersionWithTheSameValueCausesNothing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Events.class).start()) {
			int before = output.getAll().length();
			this.vault.putSecret("key", "s3cret-of-one");
			assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).isEmpty();
			assertThat(context.getBean(Events.class).rotations).isEmpty();
			assertThat(output.getAll().substring(before)).isEmpty();
		}
	}

	@Test
	void valueFieldsAndSettersFollowOnRequest(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Values.class)
			.property("keyvault.refresh.value-fields", "true")
			.start()) {
			Values.Target target = context.getBean(Values.Target.class);
			rotate(context);
			assertThat(target.field).isEqualTo("Bearer s3cret-of-two");
			assertThat(target.parameter).isEqualTo("s3cret-of-two");
			assertThat(target.setter).isEqualTo("s3cret-of-two");
			assertThat(target.constructor).isEqualTo("s3cret-of-one");
			assertThat(target.untouched).isEqualTo("s3cret-of-other");
			assertThat(target.setterCalls).isEqualTo(2);
			assertThat(output).doesNotContain("s3cret");
		}
	}

	@Test
	void placesThatCannotFollowAreToldOnce(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Values.class)
			.property("keyvault.refresh.value-fields", "true")
			.start()) {
			rotate(context);
			this.vault.putSecret("key", "s3cret-of-three");
			context.getBean(KeyVaultRefresher.class).refresh();
			String parameter = "The parameter 'constructor' of dev.keyvault.spring.refresh.FollowersTests$Values$Target.<init> "
					+ "keeps the old value of ${app.key}: it is injected once, when its bean is created. Use a field that is not final, "
					+ "a setter, or Rotating<T> of a configuration properties type.";
			assertThat(output).containsOnlyOnce(parameter);
			assertThat(output).containsOnlyOnce("The parameter 'key' of "
					+ "dev.keyvault.spring.refresh.FollowersTests$Values.made keeps the old value of ${app.key}");
		}
	}

	@Test
	void valueFieldsStayWithoutRequest() {
		try (ConfigurableApplicationContext context = application(Values.class).start()) {
			Values.Target target = context.getBean(Values.Target.class);
			rotate(context);
			assertThat(target.field).isEqualTo("Bearer s3cret-of-one");
		}
	}

	@Test
	void keyThatNobodyFollowsIsToldOnce(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Unused.class).start()) {
			rotate(context);
			this.vault.putSecret("key", "s3cret-of-three");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(output).containsOnlyOnce("Rotated 'app.key', but 'app' (Settings) keeps the old value: "
					+ "it is bound by its constructor. Inject Rotating<Settings> instead of Settings.");
			assertThat(output).doesNotContain("nothing is known to follow");
		}
	}

	@Test
	void keyThatNothingIsKnownToFollowIsToldOnce(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Events.class).start()) {
			rotate(context);
			this.vault.putSecret("key", "s3cret-of-three");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(output)
				.containsOnlyOnce("Rotated 'app.key', but nothing is known to follow. The environment has the "
						+ "new value; beans that took the old one keep it. Inject Rotating<T> of a configuration properties type, "
						+ "use a JavaBean or @RefreshScope, set 'keyvault.refresh.value-fields' for fields with @Value, or say that "
						+ "you follow: with a RotationFollower bean, or KeyVaultRotatedEvent.markFollowed in a listener.");
		}
	}

	@Test
	void failingListenerKeepsNobodyFromFollowing(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Failing.class).start()) {
			rotate(context);
			assertThat(context.getBean(Failing.class).followed).isTrue();
			assertThat(output).contains("failed with java.lang.IllegalStateException at ")
				.contains("while following a rotation; the others follow nevertheless")
				.doesNotContain("s3cret-of");
		}
	}

	@Test
	void beansOfUsersMayRefuse() {
		try (ConfigurableApplicationContext context = application(Refusing.class).start()) {
			this.vault.putSecret("key", "s3cret-of-two");
			RefreshResult result = context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(result.rejected()).extracting(RefreshResult.RejectedKey::reason)
				.containsExactly("It is Friday afternoon.");
			assertThat(context.getEnvironment().getProperty("app.key")).isEqualTo("s3cret-of-one");
			assertThat(context.getBean(KeyVaultRefresher.class).problems()).hasSize(1);
		}
	}

	private RotatingApplication application(Class<?> configuration) {
		return RotatingApplication.of(this.vault, configuration).key("app.key", "key").key("app.other", "other");
	}

	private void rotate(ConfigurableApplicationContext context) {
		this.vault.putSecret("key", "s3cret-of-two");
		assertThat(context.getBean(KeyVaultRefresher.class).refresh().rotated()).extracting(RotatedKey::key)
			.containsExactly("app.key");
	}

	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		private int settingsMade;

		@Bean
		@RefreshScope
		Client client(Environment environment) {
			String key = String.valueOf(environment.getProperty("app.key"));
			return new Client() {

				@Override
				public String key() {
					return key;
				}

			};
		}

		@Bean
		@RefreshScope
		@ConfigurationProperties("unrelated")
		Settings settings() {
			this.settingsMade++;
			return new Settings();
		}

		interface Client {

			String key();

		}

		static class Settings {

			private String color = "red";

			String getColor() {
				return this.color;
			}

			void setColor(String color) {
				this.color = color;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Events {

		private final List<KeyVaultRotatedEvent> rotations = new ArrayList<>();

		private final List<String> changes = new ArrayList<>();

		private final List<@Nullable String> seen = new ArrayList<>();

		private final Environment environment;

		Events(Environment environment) {
			this.environment = environment;
		}

		@EventListener
		void on(KeyVaultRotatedEvent event) {
			this.rotations.add(event);
			this.seen.add(this.environment.getProperty("app.key"));
		}

		@EventListener
		void on(EnvironmentChangeEvent event) {
			this.changes.add(event.getKeys().toString());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Values.Target.class)
	static class Values {

		@Bean
		StringBuilder made(@Value("${app.key}") String key) {
			return new StringBuilder(key);
		}

		static class Target {

			@Value("Bearer ${app.key}")
			private @Nullable String field;

			@Value("${app.other}")
			private @Nullable String untouched;

			private @Nullable String setter;

			private @Nullable String parameter;

			private final String constructor;

			private int setterCalls;

			Target(@Value("${app.key}") String constructor) {
				this.constructor = constructor;
			}

			@Value("${app.key}")
			void setSetter(String setter) {
				this.setterCalls++;
				this.setter = setter;
			}

			@Autowired
			void setParameter(@Value("${app.key}") String parameter) {
				this.parameter = parameter;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Unused.Settings.class)
	static class Unused {

		@ConfigurationProperties("app")
		record Settings(String key) {

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		private boolean followed;

		@EventListener
		void on(KeyVaultRotatedEvent event) {
			throw new IllegalStateException("s3cret-of-message");
		}

		@Bean
		@Order(1)
		RotationFollower failing() {
			return (change) -> {
				throw new IllegalStateException("s3cret-of-message");
			};
		}

		@Bean
		@Order(2)
		RotationFollower following() {
			return (change) -> {
				this.followed = true;
				return List.of();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Refusing {

		@Bean
		RotationValidator validator() {
			return (proposed) -> proposed.changes()
				.stream()
				.map((change) -> new RejectedChange(change, "It is Friday afternoon."))
				.toList();
		}

	}

}
