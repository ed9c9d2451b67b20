package dev.keyvault.spring.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.Login;
import dev.keyvault.spring.refresh.RefreshResult;
import dev.keyvault.spring.refresh.Rotating;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Rotates the login of a database as the guide says, with a real database and a real
 * application.
 */
class DatabaseRotationTests {

	private static final String CONFIGURATION = """
			# tag::configuration[]
			spring:
			  config.import: "keyvault:"
			  datasource.url: ${DATABASE_URL}
			keyvault:
			  vaults.demo:
			    keys:
			      spring.datasource: db-login#*
			# end::configuration[]
			""";

	private static final String NEW_PASSWORD = """
			-- tag::new-password[]
			ALTER ROLE app_green PASSWORD 's3cret-pa55-of-green-2';
			-- end::new-password[]
			""";

	private static final String OLD_SESSIONS = """
			-- tag::old-sessions[]
			SELECT count(*) FROM pg_stat_activity WHERE usename = 'app_blue';
			-- end::old-sessions[]
			""";

	@RegisterExtension
	static final EmbeddedKeyVaultExtension vault = new EmbeddedKeyVaultExtension();

	@RegisterExtension
	static final Database database = new Database();

	@TempDir
	Path directory;

	@BeforeEach
	void createUsers() {
		database.createRole("app_blue", "s3cret-pa55-of-blue-1");
		database.createRole("app_green", "s3cret-pa55-of-green-1");
		vault.vault().putSecret("db-login", """
				{"username": "app_blue", "password": "s3cret-pa55-of-blue-1"}""");
	}

	@Test
	void rotateWhenUsersAlternateMovesAllConnections() throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertUser(pool(context), "app_blue");
			database.execute(NEW_PASSWORD);
			vault.vault().putSecret("db-login", """
					{"username": "app_green", "password": "s3cret-pa55-of-green-2"}""");
			assertThat(refresh(context).rotated()).hasSize(2);
			assertUser(pool(context), "app_green");
			await().atMost(Duration.ofMinutes(2))
				.until(() -> database.count(OLD_SESSIONS.lines().toList().get(1)) == 0);
		}
	}

	@Test
	void rotateWhenPasswordIsStoredBeforeDatabaseKnowsItWaits() throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertUser(pool(context), "app_blue");
			vault.vault().putSecret("db-login", """
					{"username": "app_green", "password": "s3cret-pa55-of-green-2"}""");
			assertThat(refresh(context).rejected()).hasSize(2);
			assertUser(pool(context), "app_blue");
			database.execute(NEW_PASSWORD);
			assertThat(refresh(context).rejected()).isEmpty();
			assertUser(pool(context), "app_green");
		}
	}

	@Test
	void rotateWhenPasswordChangesAtOnceIsFollowedBeforeInterval() throws Exception {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertUser(pool(context), "app_blue");
			vault.vault().putSecret("db-login", """
					{"username": "app_blue", "password": "s3cret-pa55-of-blue-2"}""");
			database.changePassword("app_blue", "s3cret-pa55-of-blue-2");
			database.terminateSessions("app_blue");
			await().atMost(Duration.ofMinutes(2))
				.ignoreExceptions()
				.untilAsserted(() -> assertUser(pool(context), "app_blue"));
			assertThat(PoolLogin.current(pool(context))).isEqualTo(Login.of("app_blue", "s3cret-pa55-of-blue-2"));
		}
	}

	@Test
	void rotateWhenPoolIsMadeByHandFollowsThroughListener() throws Exception {
		try (ConfigurableApplicationContext context = start(ByHand.class,
				"keyvault.vaults.demo.keys.reports=db-login#*", "reports.url=" + database.url())) {
			HikariDataSource reports = context.getBean("reports", HikariDataSource.class);
			reports.setMaximumPoolSize(1);
			assertUser(reports, "app_blue");
			database.execute(NEW_PASSWORD);
			vault.vault().putSecret("db-login", """
					{"username": "app_green", "password": "s3cret-pa55-of-green-2"}""");
			refresh(context);
			assertUser(reports, "app_green");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { CONFIGURATION, NEW_PASSWORD, OLD_SESSIONS })
	void guideShowsWhatRanHere(String tagged) throws IOException {
		String guide = Files.readString(Path.of("../docs/rotation-database.md"));
		assertThat(tagged.lines().filter((line) -> !line.contains("::")))
			.allSatisfy((line) -> assertThat(guide.lines().map(String::strip)).contains(line.strip()));
	}

	private static void assertUser(HikariDataSource pool, String user) throws Exception {
		try (Connection connection = pool.getConnection()) {
			assertThat(Database.user(connection)).isEqualTo(user);
		}
	}

	private static HikariDataSource pool(ConfigurableApplicationContext context) {
		return context.getBean("dataSource", HikariDataSource.class);
	}

	private static RefreshResult refresh(ConfigurableApplicationContext context) {
		return context.getBean(KeyVaultRefresher.class).refresh();
	}

	private ConfigurableApplicationContext start(Class<?> configuration, String... properties) throws Exception {
		Files.writeString(this.directory.resolve("application.yml"), CONFIGURATION, StandardCharsets.UTF_8);
		return new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE)
			.properties(vault.vault().propertyValues("demo"))
			.properties(properties)
			.properties(Map.of("DATABASE_URL", database.url(), "spring.main.banner-mode", "off",
					"keyvault.refresh.interval", "1h", "spring.datasource.hikari.maximum-pool-size", "1",
					"spring.config.location", this.directory.toUri().toString()))
			.run();
	}

	/**
	 * An application with the pool of Spring Boot.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * Properties of a second database.
	 *
	 * @param url where it is
	 * @param username who logs in
	 * @param password the password
	 */
	@ConfigurationProperties("reports")
	record ReportsDatabase(String url, String username, String password) {

	}

	/**
	 * An application that makes a second pool by hand.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableConfigurationProperties(ReportsDatabase.class)
	static class ByHand {

		// tag::by-hand[]
		@Bean(defaultCandidate = false)
		HikariDataSource reports(Rotating<ReportsDatabase> database) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl(database.get().url());
			logIn(pool, database.get());
			database.onChange((current) -> logIn(pool, current));
			return pool;
		}

		private static void logIn(HikariDataSource pool, ReportsDatabase database) {
			pool.setCredentials(Credentials.of(database.username(), database.password()));
			HikariPoolMXBean started = pool.getHikariPoolMXBean();
			if (started != null) {
				started.softEvictConnections();
			}
		}
		// end::by-hand[]

	}

}
