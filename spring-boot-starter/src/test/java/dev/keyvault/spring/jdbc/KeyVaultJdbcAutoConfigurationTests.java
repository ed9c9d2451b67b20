package dev.keyvault.spring.jdbc;

import java.util.function.Supplier;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.StaticApplicationContext;

import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeyVaultJdbcAutoConfiguration}.
 */
class KeyVaultJdbcAutoConfigurationTests {

	@RegisterExtension
	static final EmbeddedKeyVaultExtension vault = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("db-password", "s3cret-pa55-of-database"));

	private final ApplicationContextRunner withoutRefresh = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, KeyVaultJdbcAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/none");

	private final ApplicationContextRunner runner = this.withoutRefresh
		.withConfiguration(AutoConfigurations.of(KeyVaultRefreshAutoConfiguration.class));

	private final ApplicationContextRunner importing = importing(this.runner);

	@Test
	void contextThatImportsHasFollowerValidatorAndWatch() {
		this.importing.run((context) -> assertThat(context).hasSingleBean(HikariPoolFollower.class)
			.hasSingleBean(HikariPoolValidator.class)
			.hasSingleBean(HikariPoolWatch.class));
	}

	@Test
	void contextThatImportsWatchesItsPool() {
		this.importing
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getDataSource()).isNotNull());
	}

	@Test
	void contextWithoutImportHasNothing() {
		this.runner.run((context) -> {
			assertThat(context).doesNotHaveBean(HikariPoolFollower.class)
				.doesNotHaveBean(HikariPoolValidator.class)
				.doesNotHaveBean(HikariPoolWatch.class);
			assertThat(context.getBean(HikariDataSource.class).getDataSource()).isNull();
		});
	}

	@Test
	void contextThatDoesNotRefreshHasNoValidator() {
		importing(this.withoutRefresh).run((context) -> assertThat(context).hasSingleBean(HikariPoolWatch.class)
			.doesNotHaveBean(HikariPoolValidator.class));
	}

	@Test
	void contextWithoutHikariHasNothing() {
		this.importing.withClassLoader(new FilteredClassLoader(HikariDataSource.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HikariPoolFollower.class));
	}

	@Test
	void contextWithoutSpringBootJdbcHasNothing() {
		this.importing.withClassLoader(new FilteredClassLoader(DataSourceUnwrapper.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HikariPoolFollower.class));
	}

	@Test
	void beanOfApplicationWins() {
		Supplier<HikariPoolFollower> own = () -> new HikariPoolFollower(noContext());
		this.importing.withBean("own", HikariPoolFollower.class, own)
			.run((context) -> assertThat(context).hasSingleBean(HikariPoolFollower.class).hasBean("own"));
	}

	private static ApplicationContextRunner importing(ApplicationContextRunner runner) {
		return runner.withInitializer(new ConfigDataApplicationContextInitializer())
			.withPropertyValues("spring.config.import=keyvault:", "keyvault.refresh.enabled=false",
					"keyvault.vaults.demo.keys.spring.datasource.password=db-password")
			.withPropertyValues(vault.vault().propertyValues("demo"));
	}

	private static ConfigurableApplicationContext noContext() {
		return new StaticApplicationContext();
	}

}
