package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.Login;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HikariPoolFollower}: which pools follow, and what they do.
 */
class HikariPoolFollowerTests {

	private static final Map<String, String> NEW = Map.of("db.username", "green", "db.password",
			"s3cret-pa55-of-green");

	@RegisterExtension
	static final EmbeddedKeyVaultExtension vault = new EmbeddedKeyVaultExtension((vault) -> {
		vault.putSecret("db-login", "{\"username\": \"blue\", \"password\": \"s3cret-pa55-of-blue\"}");
		vault.putSecret("other", "s3cret-of-other");
	});

	@RegisterExtension
	static final Database database = new Database();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withPropertyValues("spring.config.import=keyvault:", "keyvault.vaults.demo.keys.db=db-login#*",
				"keyvault.vaults.demo.keys.app.other=other", "db.url=" + database.url())
		.withPropertyValues(vault.vault().propertyValues("demo"));

	private final ApplicationContextRunner boot = this.runner
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=${db.url}", "spring.datasource.username=${db.username}",
				"spring.datasource.password=${db.password}");

	@Test
	void followWhenPlaceholdersLeadToKeysChangesPoolOfSpringBoot() {
		this.boot.run((context) -> {
			assertThat(follow(context, NEW)).extracting((change) -> change.key().value())
				.containsExactlyInAnyOrder("db.username", "db.password");
			assertLogin(pool(context), "green", "s3cret-pa55-of-green");
		});
	}

	@Test
	void followWhenPropertiesAreKeysChangesPoolOfSpringBoot() {
		this.runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=${db.url}",
					"keyvault.vaults.demo.keys.spring.datasource=db-login#*")
			.run((context) -> {
				assertThat(follow(context, Map.of("spring.datasource.password", "s3cret-pa55-of-green"))).hasSize(1);
				assertLogin(pool(context), "blue", "s3cret-pa55-of-green");
			});
	}

	@Test
	void followWhenVariableHasPlaceholderChangesPoolOfSpringBoot() {
		Map<String, Object> variables = Map.of("SPRING_DATASOURCE_PASSWORD", "${db.password}");
		this.runner.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
			.withPropertyValues("spring.datasource.url=${db.url}", "spring.datasource.username=blue")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables)))
			.run((context) -> {
				assertThat(follow(context, NEW)).hasSize(1);
				assertLogin(pool(context), "blue", "s3cret-pa55-of-green");
			});
	}

	@Test
	void followWhenPropertyOfPoolWinsTakesThatOne() {
		this.boot
			.withPropertyValues("spring.datasource.password=s3cret-pa55-of-nobody",
					"spring.datasource.hikari.password=${db.password}")
			.run((context) -> {
				assertThat(follow(context, NEW)).hasSize(2);
				assertLogin(pool(context), "green", "s3cret-pa55-of-green");
			});
	}

	@Test
	void followWhenPropertyThatPoolOverridesChangesLeavesPool() {
		this.boot
			.withPropertyValues("spring.datasource.username=blue",
					"spring.datasource.hikari.password=s3cret-pa55-of-pool")
			.run((context) -> {
				assertThat(follow(context, NEW)).isEmpty();
				assertLogin(pool(context), "blue", "s3cret-pa55-of-pool");
			});
	}

	@Test
	void followWhenOtherKeyChangesLeavesPool() {
		this.boot.run((context) -> {
			assertThat(follow(context, Map.of("app.other", "s3cret-of-another"))).isEmpty();
			assertLogin(pool(context), "blue", "s3cret-pa55-of-blue");
		});
	}

	@Test
	void followWhenConnectionsAreFetchedLazilyChangesPoolBehindProxy() {
		this.boot.withPropertyValues("spring.datasource.connection-fetch=lazy").run((context) -> {
			assertThat(follow(context, NEW)).hasSize(2);
			assertLogin(HikariPools.unwrap(context.getBean(LazyConnectionDataSourceProxy.class)), "green",
					"s3cret-pa55-of-green");
		});
	}

	@Test
	void followWhenConnectionDetailsConfigurePoolLeavesPool() {
		this.boot.withBean(JdbcConnectionDetails.class, Details::new).run((context) -> {
			assertThat(follow(context, NEW)).isEmpty();
			assertLogin(pool(context), "container", "s3cret-pa55-of-container");
		});
	}

	@Test
	void followWhenApplicationSetPasswordLeavesPool() {
		this.boot.run((context) -> {
			pool(context).setPassword("s3cret-pa55-of-application");
			assertThat(follow(context, NEW)).isEmpty();
			assertLogin(pool(context), "blue", "s3cret-pa55-of-application");
		});
	}

	@Test
	void followWhenPoolHasCredentialsProviderLeavesPool() {
		this.boot.run((context) -> {
			pool(context).setCredentialsProvider(() -> Credentials.of("someone", "s3cret-pa55-of-someone"));
			assertThat(follow(context, NEW)).isEmpty();
			assertLogin(pool(context), "blue", "s3cret-pa55-of-blue");
		});
	}

	@Test
	void followWhenPoolIsClosedLeavesPool() {
		this.boot.run((context) -> {
			pool(context).close();
			assertThat(follow(context, NEW)).isEmpty();
		});
	}

	@Test
	void followWhenPoolHasPrefixOfItsOwnChangesPool() {
		this.runner.withUserConfiguration(OwnPrefix.class)
			.withPropertyValues("app.db.username=${db.username}", "app.db.password=${db.password}")
			.run((context) -> {
				assertThat(follow(context, NEW)).hasSize(2);
				assertLogin(pool(context), "green", "s3cret-pa55-of-green");
			});
	}

	@Test
	void followWhenTwoPoolsHaveTwoPrefixesChangesOnlyTheOneConcerned() {
		this.runner.withUserConfiguration(TwoPools.class)
			.withPropertyValues("app.first.url=${db.url}", "app.first.username=${db.username}",
					"app.first.password=${db.password}", "app.second.url=${db.url}", "app.second.username=blue",
					"app.second.password=s3cret-pa55-of-blue")
			.run((context) -> {
				assertThat(follow(context, NEW)).hasSize(2);
				assertLogin(context.getBean("firstPool", HikariDataSource.class), "green", "s3cret-pa55-of-green");
				assertLogin(context.getBean("secondPool", HikariDataSource.class), "blue", "s3cret-pa55-of-blue");
			});
	}

	@Test
	void followWhenPoolIsMadeOfConfigurationBeanChangesPool() {
		database.createRole("blue", "s3cret-pa55-of-blue");
		this.runner.withUserConfiguration(FromConfig.class)
			.withPropertyValues("app.pool.jdbc-url=${db.url}", "app.pool.username=${db.username}",
					"app.pool.password=${db.password}")
			.run((context) -> {
				assertThat(follow(context, NEW)).hasSize(2);
				assertLogin(pool(context), "green", "s3cret-pa55-of-green");
			});
	}

	@Test
	void followWhenPoolIsRunningLetsConnectionsInUseFinish() {
		database.createRole("blue", "s3cret-pa55-of-blue");
		database.createRole("green", "s3cret-pa55-of-green");
		this.boot.run((context) -> {
			HikariDataSource pool = pool(context);
			pool.setMaximumPoolSize(2);
			try (Connection inUse = pool.getConnection()) {
				await().atMost(Duration.ofMinutes(2))
					.until(() -> pool.getHikariPoolMXBean().getTotalConnections() == 2);
				follow(context, NEW);
				assertThat(Database.user(inUse)).isEqualTo("blue");
				try (Connection next = pool.getConnection()) {
					assertThat(Database.user(next)).isEqualTo("green");
				}
			}
		});
	}

	@Test
	void followWhenPoolIsRunningLeavesNoConnectionOfOldUser() {
		database.createRole("blue", "s3cret-pa55-of-blue");
		database.createRole("green", "s3cret-pa55-of-green");
		this.boot.run((context) -> {
			pool(context).setMaximumPoolSize(1);
			pool(context).getConnection().close();
			follow(context, NEW);
			await().atMost(Duration.ofMinutes(2)).until(() -> database.sessions("blue") == 0);
		});
	}

	private static Collection<Change> follow(ConfigurableApplicationContext context, Map<String, String> values) {
		return new HikariPoolFollower(context).follow(Rotations.change(context, values));
	}

	private static HikariDataSource pool(ConfigurableApplicationContext context) {
		return context.getBean(HikariDataSource.class);
	}

	private static void assertLogin(HikariDataSource pool, String username, String password) {
		assertThat(PoolLogin.current(pool)).isEqualTo(Login.of(username, password));
	}

	/**
	 * Credentials that are not from properties.
	 */
	static final class Details implements JdbcConnectionDetails {

		@Override
		public String getUsername() {
			return "container";
		}

		@Override
		public String getPassword() {
			return "s3cret-pa55-of-container";
		}

		@Override
		public String getJdbcUrl() {
			return database.url();
		}

	}

	/**
	 * A pool that is itself bound to properties.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties
	static class OwnPrefix {

		@Bean
		@ConfigurationProperties("app.db")
		HikariDataSource pool() {
			return DataSourceBuilder.create().type(HikariDataSource.class).url(database.url()).build();
		}

	}

	/**
	 * Two pools with properties of their own, one handed over, the other called.
	 */
	@Configuration
	@EnableConfigurationProperties
	static class TwoPools {

		@Bean
		@ConfigurationProperties("app.first")
		DataSourceProperties first() {
			return new DataSourceProperties();
		}

		@Bean
		@ConfigurationProperties("app.second")
		DataSourceProperties second() {
			return new DataSourceProperties();
		}

		@Bean
		HikariDataSource firstPool(DataSourceProperties first) {
			return first.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		}

		@Bean
		HikariDataSource secondPool() {
			return second().initializeDataSourceBuilder().type(HikariDataSource.class).build();
		}

	}

	/**
	 * A pool that is made started.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties
	static class FromConfig {

		@Bean
		@ConfigurationProperties("app.pool")
		HikariConfig hikariConfig() {
			return new HikariConfig();
		}

		@Bean
		HikariDataSource pool(HikariConfig hikariConfig) {
			return new HikariDataSource(hikariConfig);
		}

	}

}
