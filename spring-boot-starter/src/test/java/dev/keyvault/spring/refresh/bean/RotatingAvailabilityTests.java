package dev.keyvault.spring.refresh.bean;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.spring.IsolatedClasspath;
import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.spring.refresh.RotatingApplication;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for where {@link Rotating} can be injected.
 */
@ExtendWith(OutputCaptureExtension.class)
class RotatingAvailabilityTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("key", "s3cret-of-one"));

	private final EmbeddedKeyVault vault = extension.vault();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(KeyVaultRotatingAutoConfiguration.class, KeyVaultRefreshAutoConfiguration.class));

	@Test
	void rotatingIsThereWithoutImportedKeys() {
		this.runner.withUserConfiguration(Two.class)
			.withPropertyValues("one.key=plain")
			.run((context) -> assertThat(context.getBean(Holder.class).one().get()).isEqualTo(new Settings("plain")));
	}

	@Test
	void qualifierChoosesAmongBeansOfOneType() {
		this.runner.withUserConfiguration(Two.class)
			.withPropertyValues("two.key=plain")
			.run((context) -> assertThat(context.getBean(Holder.class).two().get().getKey()).isEqualTo("plain"));
	}

	@Test
	void everythingElseWorksWithoutSpringCloud() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.withInitializer(new ConfigDataApplicationContextInitializer())
			.withUserConfiguration(Two.class)
			.withPropertyValues(this.vault.propertyValues("demo"))
			.withPropertyValues("spring.config.import=keyvault:", "keyvault.vaults.demo.keys.one.key=key",
					"keyvault.vaults.demo.keys.two.key=key", "keyvault.refresh.enabled=false",
					"keyvault.refresh.environment-change-event=true", "keyvault.refresh.value-fields=true")
			.run((context) -> {
				this.vault.putSecret("key", "s3cret-of-two");
				context.getBean(KeyVaultRefresher.class).refresh();
				assertThat(context.getBean(Holder.class).one().get()).isEqualTo(new Settings("s3cret-of-two"));
				assertThat(context.getBean("two", Mutable.class).getKey()).isEqualTo("s3cret-of-two");
				assertThat(context).doesNotHaveBean(RefreshScopeFollower.class);
			});
	}

	@Test
	void applicationStartsAndFollowsOnAClasspathWithoutSpringCloud() throws Exception {
		this.vault.putSecret("key", "s3cret-of-one");
		Map<String, String> properties = new LinkedHashMap<>(this.vault.properties("demo"));
		properties.put("spring.config.import", "keyvault:");
		properties.put("keyvault.vaults.demo.keys.one.key", "key");
		properties.put("keyvault.refresh.environment-change-event", "true");
		try (IsolatedClasspath classpath = IsolatedClasspath.without("spring-cloud")) {
			Function<String, String> application = classpath.call(StartTwo.class, properties);
			assertThat(application.apply("get")).isEqualTo("s3cret-of-one");
			this.vault.putSecret("key", "s3cret-of-two");
			assertThat(application.apply("refresh")).isEqualTo("s3cret-of-two");
			assertThat(application.apply("close")).isEqualTo("s3cret-of-two");
		}
	}

	@Test
	void rotatingOfWhatIsNoPropertiesBeanSaysWhatIsMissing(CapturedOutput output) {
		assertThatThrownBy(() -> RotatingApplication.of(this.vault, Wrong.class).start()).isInstanceOf(Exception.class);
		assertThat(output).contains(
				"""
						Description:

						A bean wants Rotating<dev.keyvault.spring.refresh.bean.RotatingAvailabilityTests$Settings>, \
						but there is no configuration properties bean of that type.

						Action:

						Annotate 'dev.keyvault.spring.refresh.bean.RotatingAvailabilityTests$Settings' with @ConfigurationProperties \
						and register it with @EnableConfigurationProperties or @ConfigurationPropertiesScan.
						""");
	}

	@ConfigurationProperties("one")
	record Settings(String key) {

	}

	static class Mutable {

		private String key = "none";

		String getKey() {
			return this.key;
		}

		void setKey(String key) {
			this.key = key;
		}

	}

	record Holder(Rotating<Settings> one, Rotating<Mutable> two) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(Settings.class)
	static class Two {

		@Bean
		@ConfigurationProperties("two")
		Mutable two() {
			return new Mutable();
		}

		@Bean
		@ConfigurationProperties("three")
		Mutable three() {
			return new Mutable();
		}

		@Bean
		Holder holder(Rotating<Settings> one, @Qualifier("two") Rotating<Mutable> two) {
			return new Holder(one, two);
		}

	}

	/**
	 * Starts an application, in the class loader that it is loaded by.
	 */
	public static final class StartTwo implements Function<Map<String, String>, Function<String, String>> {

		@Override
		public Function<String, String> apply(Map<String, String> properties) {
			ConfigurableApplicationContext context = new SpringApplicationBuilder(Two.class, Everything.class)
				.web(WebApplicationType.NONE)
				.properties(new LinkedHashMap<>(properties))
				.run();
			Holder holder = context.getBean(Holder.class);
			return (command) -> {
				if (command.equals("refresh")) {
					context.getBean(KeyVaultRefresher.class).refresh();
				}
				else if (command.equals("close")) {
					context.close();
				}
				return holder.one().get().key();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	static class Wrong {

		@Bean
		Object wrong(Rotating<Settings> settings) {
			return settings;
		}

	}

}
