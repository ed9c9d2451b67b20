package dev.keyvault.spring.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint.EnvironmentDescriptor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultSanitizingFunction} behind {@code /actuator/env}.
 */
class KeyVaultSanitizingFunctionTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("db-password", "pa55-of-database"));

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
				.noneMatch((value) -> value.contains("pa55-of-database"))
				.noneMatch((value) -> value.contains(payments.vault().clientSecret()))
				.contains("user", "******");
		}
	}

	private static EnvironmentDescriptor env(ConfigurableApplicationContext context) {
		return context.getBean(EnvironmentEndpoint.class).environment(null);
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.properties(payments.vault().propertyValues("demo"))
			.run("--spring.config.import=keyvault:", "--keyvault.vaults.demo.keys.app.password=db-password",
					"--app.user=user", "--app.connection=Server=db;Password=${app.password};",
					"--management.endpoint.env.show-values=always", "--management.endpoints.web.exposure.include=env",
					"--management.endpoints.jmx.exposure.include=env", "--spring.jmx.enabled=true");
	}

	/**
	 * An application without beans of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
