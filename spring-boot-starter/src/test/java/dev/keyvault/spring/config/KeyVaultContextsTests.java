package dev.keyvault.spring.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.StandardEnvironment;

import dev.keyvault.source.ObjectSource;
import dev.keyvault.test.EmbeddedKeyVault;
import dev.keyvault.test.EmbeddedKeyVaultExtension;
import dev.keyvault.test.EmbeddedSecret;
import dev.keyvault.test.VersionAttributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what imports leave in a context, in the log and in the JVM.
 */
@ExtendWith(OutputCaptureExtension.class)
class KeyVaultContextsTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension payments = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "s3cret-n4me-of-payments"));

	@RegisterExtension
	static final EmbeddedKeyVaultExtension audit = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("name", "s3cret-n4me-of-audit"));

	@TempDir
	Path directory;

	@Test
	void contextHasImportedKeysAndSourceAsBeans() {
		try (ConfigurableApplicationContext context = application(payments.vault()).start()) {
			assertThat(context.getBean(ImportedKeys.class).snapshot().layer("keyvault:")).hasSize(1);
			assertThat(context.getBean(ObjectSource.class)).isNotNull();
		}
	}

	@Test
	void contextWithoutPostProcessorsHasKeys() {
		new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues(payments.vault().propertyValues("demo"))
			.withPropertyValues("spring.config.import=keyvault:", "keyvault.vaults.demo.keys.app.name=name")
			.run((context) -> {
				assertThat(context).hasSingleBean(ObjectSource.class);
				assertThat(context.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-n4me-of-payments");
			});
	}

	@Test
	void contextsInOneJvmDoNotDisturbEachOther() {
		try (ConfigurableApplicationContext one = application(payments.vault()).start()) {
			ConfigurableApplicationContext two = application(audit.vault()).start();
			assertThat(two.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-n4me-of-audit");
			two.close();
			assertThat(one.getEnvironment().getProperty("app.name")).isEqualTo("s3cret-n4me-of-payments");
		}
	}

	@Test
	void applicationsThatShareEnvironmentHaveKeysOfBoth() {
		StandardEnvironment environment = new StandardEnvironment();
		try (ConfigurableApplicationContext one = importing("one", payments.vault(), environment).start();
				ConfigurableApplicationContext two = importing("two", audit.vault(), environment).start()) {
			assertThat(two.getEnvironment().getProperty("app.one")).isEqualTo("s3cret-n4me-of-payments");
			assertThat(two.getEnvironment().getProperty("app.two")).isEqualTo("s3cret-n4me-of-audit");
			assertThat(one.getBean(ImportedKeys.class)).isNotSameAs(two.getBean(ImportedKeys.class));
		}
	}

	@Test
	void closedContextLeavesNoThread() {
		Set<Thread> before = clientThreads();
		application(payments.vault()).start().close();
		await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
			System.gc();
			assertThat(clientThreads()).isSubsetOf(before);
		});
	}

	@Test
	void bindErrorNamesObjectAndVersion() {
		try (ConfigurableApplicationContext context = application(payments.vault()).start()) {
			Binder binder = Binder.get(context.getEnvironment());
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> binder.bind("app.name", Integer.class))
				.satisfies((ex) -> assertThat(Origin.from(ex.getProperty())).asString()
					.startsWith("Azure Key Vault secret 'name' version ")
					.endsWith(" of vault 'demo' (%s)".formatted(payments.vault().endpoint())));
		}
	}

	@Test
	void logTellsWhatWasImportedAndNoValue(CapturedOutput output) {
		application(payments.vault()).start().close();
		assertThat(output).contains("Imported 1 key from Azure Key Vault in ")
			.contains("'demo' (" + payments.vault().endpoint() + ")")
			.doesNotContain("s3cret-n4me-of-payments")
			.doesNotContain(payments.vault().clientSecret());
	}

	@Test
	void logWarnsOfExpiredSecret(CapturedOutput output) {
		payments.vault()
			.put(EmbeddedSecret.named("old")
				.value("s3cret-0ld-value")
				.attributes(VersionAttributes.DEFAULT.expires(Instant.parse("2020-01-01T00:00:00Z"))));
		application(payments.vault()).argument("--keyvault.vaults.demo.keys.app.old=old").start().close();
		assertThat(output).contains("Key 'app.old: secret/old': The secret 'old' version ")
			.contains(" is in use and expired at 2020-01-01T00:00:00Z. Put a new version into the vault.");
	}

	@Test
	void logWarnsOfVaultThatNoImportNames(CapturedOutput output) {
		application(payments.vault()).vault("audit", audit.vault())
			.argument("--spring.config.import=keyvault:demo")
			.file("application.yml", "keyvault.vaults.demo.keys.app.name: name")
			.start()
			.close();
		assertThat(output).contains("Vault 'audit' is declared, but no import names it. "
				+ "Add 'spring.config.import: \"keyvault:audit\"', or \"keyvault:\" for all vaults.");
	}

	private ApplicationRun application(EmbeddedKeyVault vault) {
		return ApplicationRun.in(this.directory).file("application.yml", """
				spring.config.import: "keyvault:"
				keyvault.vaults.demo.keys.app.name: name
				""").vault("demo", vault);
	}

	private ApplicationRun importing(String name, EmbeddedKeyVault vault, StandardEnvironment environment) {
		return ApplicationRun.in(this.directory)
			.environment(environment)
			.vault(name, vault)
			.argument("--spring.config.import=keyvault:" + name)
			.argument("--keyvault.vaults.%1$s.keys.app.%1$s=name".formatted(name));
	}

	private static Set<Thread> clientThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("keyvault-") || thread.getName().startsWith("HttpClient-"))
			.collect(Collectors.toSet());
	}

}
