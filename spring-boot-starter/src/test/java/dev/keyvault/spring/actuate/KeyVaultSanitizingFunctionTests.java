package dev.keyvault.spring.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint.EnvironmentDescriptor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultSanitizingFunction} behind {@code /actuator/env}.
 */
class KeyVaultSanitizingFunctionTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("db-password", "s3cret-pa55-of-database"));

	@Test
	void importedKeyIsHiddenAndItsOriginShown() {
		try (ConfigurableApplicationContext context = run()) {
			var entry = env(context).getPropertySources()
				.stream()
				.filter((source) -> source.getName().equals("keyvault:"))
				.findFirst()
				.orElseThrow()
				.getProperties()
				.get("app.password");
			assertThat(entry.getValue()).isEqualTo("******");
			assertThat(entry.getOrigin()).startsWith("Azure Key Vault secret 'db-password' version ");
		}
	}

	@Test
	void noValueNorCredentialIsShownAnywhere() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(env(context).getPropertySources()).flatExtracting((source) -> source.getProperties().values())
				.extracting((property) -> String.valueOf(property.getValue()))
				.noneMatch((value) -> value.contains("s3cret-pa55-of-database"))
				.noneMatch((value) -> value.contains(payments.vault().clientSecret()))
				.contains("user", "******");
		}
	}

	@Test
	void formerValueIsHiddenForAsLongAsBeanMayHoldIt() {
		payments.vault().putSecret("db-password", "s3cret-pa55-of-${user}");
		try (ConfigurableApplicationContext context = run()) {
			for (int i = 0; i < 3; i++) {
				payments.vault().putSecret("db-password", "s3cret-pa55-of-turn-" + i + "\n");
				context.getBean(KeyVaultRefresher.class).refresh();
				assertThat(shown(context)).contains("Server=own").doesNotContain("pa55-of");
			}
			assertThat(context.getBean(Connections.class).connection())
				.isEqualTo("Server=db;Password=s3cret-pa55-of-${user};");
		}
		finally {
			payments.vault().putSecret("db-password", "s3cret-pa55-of-database");
		}
	}

	@Test
	void resolvedValueIsHiddenBeforeAndAfterRotation() {
		payments.vault().putSecret("db-password", "pa${app.user}55");
		try (ConfigurableApplicationContext context = run("--keyvault.vaults.demo.resolve-placeholders=true")) {
			assertThat(context.getBean(Connections.class).connection()).isEqualTo("Server=db;Password=pauser55;");
			assertThat(shown(context)).contains("Server=own").doesNotContain("pauser55");
			payments.vault().putSecret("db-password", "no${app.user}55");
			context.getBean(KeyVaultRefresher.class).refresh();
			payments.vault().putSecret("db-password", "next");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(shown(context)).contains("Server=own").doesNotContain("pauser55", "nouser55");
			assertThat(context.getBean(KeyVaultSanitizingFunction.class)
				.apply(new SanitizableData(null, "other", "has nouser55 in it"))
				.getValue()).isEqualTo("******");
		}
		finally {
			payments.vault().putSecret("db-password", "s3cret-pa55-of-database");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "keyvault.http.proxy.password", "KEYVAULT_HTTP_PROXY_PASSWORD", "HTTPS_PROXY",
			"https_proxy", "https.proxyPassword", "AZURE_CLIENT_SECRET", "keyvault.credential.client-secret",
			"keyvault.vaults.demo.credential.client-secret", "keyvault.vaults.demo.credential.clientSecret",
			"keyvault.vaults[demo].credential.client_secret", "KEYVAULT_VAULTS_DEMO_CREDENTIAL_CLIENTSECRET",
			"KEYVAULT_VAULTS_DEMO_CREDENTIAL_CLIENT_SECRET",
			"KEYVAULT_VAULTS_DEMO_CREDENTIAL_CLIENTCERTIFICATEPASSWORD", "KEYVAULT_VAULTS_DEMO_CREDENTIAL_TOKEN" })
	void credentialIsHiddenHoweverItsKeyIsWritten(String key) {
		SanitizableData data = new SanitizableData(null, key, "cr3dential");
		assertThat(new KeyVaultSanitizingFunction(null).apply(data).getValue()).isEqualTo("******");
	}

	@ParameterizedTest
	@ValueSource(strings = { "keyvault.vaults.demo.credential.client-id", "keyvault.vaults.demo.keys.app.token",
			"KEYVAULT_VAULTS_DEMO_CREDENTIAL_TENANTID" })
	void settingsOfVaultAreShown(String key) {
		SanitizableData data = new SanitizableData(null, key, "setting");
		assertThat(new KeyVaultSanitizingFunction(null).apply(data).getValue()).isEqualTo("setting");
	}

	@Test
	void applicationWithoutActuatorStarts() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate"))
			.withConfiguration(AutoConfigurations.of(KeyVaultActuatorAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("keyVaultSanitizingFunction"));
	}

	private static EnvironmentDescriptor env(ConfigurableApplicationContext context) {
		return context.getBean(EnvironmentEndpoint.class).environment(null);
	}

	private static String shown(ConfigurableApplicationContext context) {
		JsonMapper json = JsonMapper.builder().build();
		return json.writeValueAsString(env(context)) + json
			.writeValueAsString(context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties());
	}

	private static ConfigurableApplicationContext run(String... more) {
		return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.properties(payments.vault().propertyValues("demo"))
			.properties(more)
			.run("--spring.config.import=keyvault:", "--keyvault.vaults.demo.keys.app.password=db-password",
					"--app.user=user", "--app.connection=Server=db;Password=${app.password};", "--app.own=Server=own;",
					"--management.endpoint.env.show-values=always",
					"--management.endpoint.configprops.show-values=always",
					"--management.endpoints.web.exposure.include=env,configprops",
					"--management.endpoints.jmx.exposure.include=env,configprops", "--keyvault.refresh.enabled=false",
					"--spring.jmx.enabled=true");
	}

	/**
	 * An application without beans of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(Connections.class)
	static class Empty {

	}

	/**
	 * Keeps what it was made with.
	 *
	 * @param connection has a key in it
	 * @param own has none
	 */
	@ConfigurationProperties("app")
	record Connections(String connection, String own) {

	}

}
