package dev.keyvault.test.spring;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link EmbeddedKeyVaultInitializer}.
 */
class EmbeddedKeyVaultInitializerTests {

	@Test
	void applicationHasOwnVaultThatClosesWithIt() {
		EmbeddedKeyVault vault;
		try (ConfigurableApplicationContext context = run(new PaymentsVault())) {
			vault = context.getBean(EmbeddedKeyVault.class);
			assertThat(context.getEnvironment().getProperty("seen.payments")).isEqualTo(vault.endpoint().toString());
			assertThat(vault.certificateAuthorityFile()).exists();
		}
		assertThat(vault.certificateAuthorityFile()).doesNotExist();
	}

	@Test
	void twoApplicationsAreKeptApart() {
		Map<Object, Object> before = Map.copyOf(System.getProperties());
		try (ConfigurableApplicationContext first = run(new PaymentsVault());
				ConfigurableApplicationContext second = run(new PaymentsVault())) {
			assertThat(first.getEnvironment().getProperty("seen.payments"))
				.isNotEqualTo(second.getEnvironment().getProperty("seen.payments"));
			assertThat(first.getBean(EmbeddedKeyVault.class)).isNotSameAs(second.getBean(EmbeddedKeyVault.class));
		}
		assertThat(System.getProperties()).containsAllEntriesOf(before).doesNotContainKey("keyvault.vaults.payments");
	}

	@Test
	void applicationHasSeveralVaults() {
		try (EmbeddedKeyVault orders = EmbeddedKeyVault.start();
				ConfigurableApplicationContext context = run(new PaymentsVault(),
						new EmbeddedKeyVaultInitializer("orders", orders))) {
			assertThat(context.getEnvironment().getProperty("seen.orders")).isEqualTo(orders.endpoint().toString());
			assertThat(context.getBean("ordersEmbeddedKeyVault")).isSameAs(orders);
			assertThat(context.getBean("paymentsEmbeddedKeyVault")).isNotSameAs(orders);
		}
	}

	@Test
	void givenVaultStaysOpen() {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			run(new EmbeddedKeyVaultInitializer("payments", vault)).close();
			assertThat(vault.certificateAuthorityFile()).exists();
		}
	}

	@Test
	void commandLineGoesBeforeTheVault() {
		try (ConfigurableApplicationContext context = application(new PaymentsVault())
			.run("--keyvault.vaults.payments.endpoint=https://other.example")) {
			assertThat(context.getEnvironment().getProperty("seen.payments")).isEqualTo("https://other.example");
		}
	}

	@Test
	void failureBeforeTheContextExistsClosesTheVault() {
		AtomicReference<EmbeddedKeyVault> started = new AtomicReference<>();
		assertThatException().isThrownBy(() -> application(new EmbeddedKeyVaultInitializer("payments", started::set))
			.run("--spring.config.import=unknown:payments"));
		assertThat(started.get().certificateAuthorityFile()).doesNotExist();
	}

	@Test
	void failureOfTheContextClosesTheVault() {
		AtomicReference<EmbeddedKeyVault> started = new AtomicReference<>();
		assertThatException().isThrownBy(
				() -> application(new EmbeddedKeyVaultInitializer("payments", started::set)).initializers((context) -> {
					throw new IllegalStateException("fails");
				}).run());
		assertThat(started.get().certificateAuthorityFile()).doesNotExist();
	}

	@Test
	void contextRunnerHasTheVaultBeforeConfigurationData() {
		new ApplicationContextRunner().withInitializer(new PaymentsVault())
			.withPropertyValues("spring.config.import=probe:payments")
			.withInitializer(new ConfigDataApplicationContextInitializer())
			.run((context) -> assertThat(context.getEnvironment().getProperty("seen.payments"))
				.isEqualTo(context.getBean(EmbeddedKeyVault.class).endpoint().toString()));
	}

	private static ConfigurableApplicationContext run(EmbeddedKeyVaultInitializer... initializers) {
		return application(initializers).run();
	}

	private static SpringApplicationBuilder application(EmbeddedKeyVaultInitializer... initializers) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("spring.config.import=probe:payments,probe:orders", "spring.main.banner-mode=off")
			.initializers(initializers);
	}

	/**
	 * The application under test.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
