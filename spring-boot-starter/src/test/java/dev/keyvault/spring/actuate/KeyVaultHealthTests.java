package dev.keyvault.spring.actuate;

import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.ObjectType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultHealthIndicator} in an application.
 */
class KeyVaultHealthTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension extension = new EmbeddedKeyVaultExtension();

	private final EmbeddedKeyVault vault = extension.vault();

	@BeforeEach
	void fill() {
		this.vault.putSecret("name", "s3cret-n4me-of-one");
	}

	@Test
	void healthIsUpWhileKeysFollow() {
		runner().run((context) -> assertThat(context.getBean(KeyVaultHealthIndicator.class).health())
			.isEqualTo(Health.up().build()));
	}

	@Test
	void healthIsStaleAndSaysWhyWhenAnObjectIsGone() {
		runner().run((context) -> {
			this.vault.delete(ObjectType.SECRET, "name");
			context.getBean(KeyVaultRefresher.class).refresh();
			Health health = context.getBean(KeyVaultHealthIndicator.class).health();
			assertThat(health.getStatus()).isEqualTo(KeyVaultHealthIndicator.STALE);
			assertThat(health.getDetails().get("problems")).asInstanceOf(InstanceOfAssertFactories.list(Map.class))
				.singleElement()
				.satisfies((problem) -> {
					assertThat(problem.get("subject")).isEqualTo("Key 'app.name: secret/name'");
					assertThat(problem.get("reason").toString())
						.startsWith("Secret 'name' does not exist in vault 'demo'")
						.contains("The key keeps the value of version ");
					assertThat(problem.get("since")).isNotNull();
				});
		});
	}

	@Test
	void healthIsUpAgainWhenTheObjectIsBack() {
		runner().run((context) -> {
			this.vault.delete(ObjectType.SECRET, "name");
			context.getBean(KeyVaultRefresher.class).refresh();
			this.vault.putSecret("name", "s3cret-n4me-of-two");
			context.getBean(KeyVaultRefresher.class).refresh();
			assertThat(context.getBean(KeyVaultHealthIndicator.class).health().getStatus()).isEqualTo(Status.UP);
		});
	}

	@Test
	void indicatorCanBeSwitchedOff() {
		runner().withPropertyValues("management.health.keyvault.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(KeyVaultHealthIndicator.class));
	}

	@Test
	void applicationWithoutImportHasNoIndicator() {
		new ApplicationContextRunner().withConfiguration(configurations())
			.run((context) -> assertThat(context).doesNotHaveBean(KeyVaultHealthIndicator.class));
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withConfiguration(configurations())
			.withPropertyValues(this.vault.propertyValues("demo"))
			.withPropertyValues("spring.config.import=keyvault:", "keyvault.vaults.demo.keys.app.name=name",
					"keyvault.refresh.enabled=false");
	}

	private static AutoConfigurations configurations() {
		return AutoConfigurations.of(KeyVaultRefreshAutoConfiguration.class, KeyVaultHealthAutoConfiguration.class);
	}

}
