package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.AbstractDataSource;

import dev.keyvault.rotation.RejectedChange;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.test.EmbeddedKeyVaultExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HikariPoolValidator}.
 */
class HikariPoolValidatorTests {

	private static final Map<String, String> NEW = Map.of("spring.datasource.username", "green",
			"spring.datasource.password", "s3cret-pa55-of-green");

	@RegisterExtension
	static final EmbeddedKeyVaultExtension vault = new EmbeddedKeyVaultExtension(
			(vault) -> vault.putSecret("db-login", "{\"username\": \"blue\", \"password\": \"s3cret-pa55-of-blue\"}"));

	@RegisterExtension
	static final Database database = new Database();

	private final AtomicInteger polls = new AtomicInteger();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(new ConfigDataApplicationContextInitializer())
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withBean(HikariPoolWatch.class,
				() -> new HikariPoolWatch(new RefusedLogins(Clock.systemUTC(), this.polls::incrementAndGet)))
		.withPropertyValues("spring.config.import=keyvault:", "keyvault.vaults.demo.keys.spring.datasource=db-login#*",
				"spring.datasource.url=" + database.url(), "spring.datasource.hikari.pool-name=orders",
				"spring.datasource.hikari.maximum-pool-size=1")
		.withPropertyValues(vault.vault().propertyValues("demo"));

	@BeforeEach
	void createUsers() {
		database.createRole("blue", "s3cret-pa55-of-blue");
		database.createRole("green", "s3cret-pa55-of-green");
	}

	@Test
	void validateWhenDatabaseTakesNewLoginAccepts() {
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			assertThat(validate(context, NEW)).isEmpty();
		});
	}

	@Test
	void validateWhenPasswordLooksLikePlaceholderTriesItAsItIs() {
		String password = "s3cret-pa55-of-${HOME}#{1+1}\\${a}";
		database.createRole("green", password);
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			assertThat(validate(context,
					Map.of("spring.datasource.username", "green", "spring.datasource.password", password)))
				.isEmpty();
		});
	}

	@Test
	void validateWhenPoolIsExhaustedLogsInBesideIt() {
		this.runner.run((context) -> {
			try (Connection inUse = pool(context).getConnection()) {
				assertThat(validate(context, NEW)).isEmpty();
				assertThat(inUse.isClosed()).isFalse();
			}
		});
	}

	@Test
	void validateWhenDatabaseTakesNewLoginLeavesNoSession() {
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			validate(context, NEW);
			assertThat(database.sessions("green")).isZero();
		});
	}

	@Test
	void validateWhenDatabaseRefusesNewLoginRefusesAllBehindIt() {
		database.changePassword("green", "s3cret-pa55-of-elsewhere");
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			assertThat(validate(context, NEW)).extracting((refusal) -> refusal.change().key().value())
				.containsExactlyInAnyOrder("spring.datasource.username", "spring.datasource.password");
		});
	}

	@Test
	void validateWhenDatabaseRefusesNewLoginTellsWhyWithoutValue() {
		database.changePassword("green", "s3cret-pa55-of-elsewhere");
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			assertThat(validate(context, NEW)).extracting(RejectedChange::reason)
				.containsOnly(
						"The pool 'orders' of bean 'dataSource' cannot log in with the new user name and password "
								+ "(org.postgresql.util.PSQLException, SQLState '28P01', vendor code 0). "
								+ "Let the database accept them, or store others; the next poll tries again.");
		});
	}

	@Test
	void validateWhenDatabaseRefusesNewLoginAsksForNoPoll() {
		database.changePassword("green", "s3cret-pa55-of-elsewhere");
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			validate(context, NEW);
			assertThat(this.polls).hasValue(0);
		});
	}

	@Test
	void validateWhenPoolHasNotStartedAccepts() {
		database.changePassword("green", "s3cret-pa55-of-elsewhere");
		this.runner.run((context) -> {
			assertThat(validate(context, NEW)).isEmpty();
			assertThat(pool(context).getHikariPoolMXBean()).isNull();
		});
	}

	@Test
	void validateWhenPoolHasOtherCredentialsAccepts() {
		database.changePassword("green", "s3cret-pa55-of-elsewhere");
		this.runner.run((context) -> {
			pool(context).getConnection().close();
			pool(context).setPassword("s3cret-pa55-of-application");
			assertThat(validate(context, NEW)).isEmpty();
		});
	}

	@Test
	void validateWhenDatabaseDoesNotAnswerRefusesAfterConnectionTimeout() {
		SilentDataSource silent = new SilentDataSource();
		this.runner.withPropertyValues("spring.datasource.hikari.connection-timeout=250").run((context) -> {
			pool(context).setDataSource(silent);
			pool(context).getConnection().close();
			assertThat(validate(context, NEW)).extracting(RejectedChange::reason)
				.containsOnly(
						"The pool 'orders' of bean 'dataSource' cannot log in with the new user name and password "
								+ "(no answer within 250 ms). "
								+ "Let the database accept them, or store others; the next poll tries again.");
			silent.answer.countDown();
		});
	}

	private static List<RejectedChange> validate(ConfigurableApplicationContext context, Map<String, String> values) {
		return new HikariPoolValidator(context, (rotation) -> EnvironmentChange.of(context.getEnvironment(), rotation))
			.validate(Rotations.rotation(context, values));
	}

	private static HikariDataSource pool(ConfigurableApplicationContext context) {
		return context.getBean(HikariDataSource.class);
	}

	/**
	 * A database that never answers the user green.
	 */
	static final class SilentDataSource extends AbstractDataSource {

		private final CountDownLatch answer = new CountDownLatch(1);

		@Override
		public Connection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			if (username.equals("green")) {
				awaitAnswer();
			}
			return DriverManager.getConnection(database.url(), username, password);
		}

		private void awaitAnswer() {
			boolean interrupted = false;
			while (this.answer.getCount() > 0) {
				try {
					this.answer.await();
				}
				catch (InterruptedException ex) {
					interrupted = true;
				}
			}
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
