package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import dev.keyvault.fixtures.MovableClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link HikariPoolWatch} and what it puts into pools.
 */
@ExtendWith(OutputCaptureExtension.class)
class HikariPoolWatchTests {

	@RegisterExtension
	static final Database database = new Database();

	private final AtomicInteger polls = new AtomicInteger();

	private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

	private final HikariPoolWatch watch = new HikariPoolWatch(
			new RefusedLogins(this.clock, this.polls::incrementAndGet));

	private final HikariDataSource pool = new HikariDataSource();

	@BeforeEach
	void createUser() {
		database.createRole("blue", "s3cret-pa55-of-blue");
		this.pool.setPoolName("orders");
		this.pool.setUsername("blue");
		this.pool.setPassword("s3cret-pa55-of-blue");
		this.pool.setMaximumPoolSize(2);
	}

	@AfterEach
	void closePool() {
		this.pool.close();
	}

	@Test
	void loginOfPoolWithUrlThatSucceedsAsksForNoPoll() throws SQLException {
		watchWithUrl();
		try (Connection connection = this.pool.getConnection()) {
			assertThat(Database.user(connection)).isEqualTo("blue");
		}
		assertThat(this.polls).hasValue(0);
	}

	@Test
	void loginThatIsRefusedAtStartAsksForPoll() {
		database.changePassword("blue", "s3cret-pa55-of-elsewhere");
		watchWithUrl();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection)
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("28P01"));
		assertThat(this.polls).hasValue(1);
	}

	@Test
	void loginThatIsRefusedAgainAtNextStartAsksForPoll() {
		database.changePassword("blue", "s3cret-pa55-of-elsewhere");
		watchWithUrl();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		this.clock.move(Duration.ofSeconds(2));
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		assertThat(this.polls).hasValue(2);
	}

	@Test
	void loginThatIsRefusedLaterAsksForPollBeforeAnybodyWaits() throws SQLException {
		watchWithUrl();
		this.pool.getConnection().close();
		database.changePassword("blue", "s3cret-pa55-of-elsewhere");
		this.pool.getHikariPoolMXBean().softEvictConnections();
		await().atMost(Duration.ofMinutes(2)).until(() -> this.polls.get() == 1);
	}

	@Test
	void loginThatFailsOtherwiseAsksForNoPoll() {
		this.pool.setJdbcUrl(database.url() + "-of-another-name");
		this.watch.postProcessAfterInitialization(this.pool, "pool");
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		assertThat(this.polls).hasValue(0);
	}

	@Test
	void loginsThatAreRefusedWarnOnceWithoutValue(CapturedOutput output) {
		database.changePassword("blue", "s3cret-pa55-of-elsewhere");
		watchWithUrl();
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		assertThat(output).containsOnlyOnce("The database of pool 'orders' refuses its user name and password "
				+ "(org.postgresql.util.PSQLException, SQLState '28P01', vendor code 0). The vaults are polled for newer ones.");
	}

	@Test
	void loginOfPoolAroundDataSourceThatIsRefusedAsksForPoll() {
		database.changePassword("blue", "s3cret-pa55-of-elsewhere");
		this.pool.setDataSource(simple());
		this.watch.postProcessAfterInitialization(this.pool, "pool");
		assertThatExceptionOfType(SQLException.class).isThrownBy(this.pool::getConnection);
		assertThat(this.polls).hasValue(1);
	}

	@Test
	void poolBehindProxyIsWatched() {
		this.pool.setJdbcUrl(database.url());
		this.watch.postProcessAfterInitialization(new LazyConnectionDataSourceProxy(this.pool), "pool");
		assertThat(this.pool.getDataSource()).isInstanceOf(WatchedDataSource.class);
	}

	@Test
	void poolThatHasStartedShowsNoWatch() throws SQLException {
		watchWithUrl();
		this.pool.getConnection().close();
		assertThat(this.pool.getDataSource()).isNull();
		assertThat(this.pool.getJdbcUrl()).isEqualTo(database.url());
	}

	@Test
	void poolAroundDataSourceThatHasStartedShowsThatOne() throws SQLException {
		PGSimpleDataSource simple = simple();
		this.pool.setDataSource(simple);
		this.watch.postProcessAfterInitialization(this.pool, "pool");
		this.pool.getConnection().close();
		assertThat(this.pool.getDataSource()).isSameAs(simple);
		assertThat(this.pool.unwrap(PGSimpleDataSource.class)).isSameAs(simple);
		assertThat(this.pool.isWrapperFor(PGSimpleDataSource.class)).isTrue();
	}

	@Test
	void poolThatStartsWithoutConnectionGoesOn() {
		this.pool.setInitializationFailTimeout(-1);
		watchWithUrl();
		await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> this.pool.getConnection().close());
		assertThat(this.pool.getDataSource()).isInstanceOf(WatchedDataSource.class);
	}

	@Test
	void poolStaysRootOfUnwrapping() {
		watchWithUrl();
		assertThat(DataSourceUnwrapper.unwrapRoot(this.pool)).isSameAs(this.pool);
		assertThat(DataSourceUnwrapper.unwrap(this.pool, HikariDataSource.class)).isSameAs(this.pool);
	}

	@Test
	void poolLendsUrlToDataSourceOfMigrations() throws SQLException {
		watchWithUrl();
		DataSource derived = DataSourceBuilder.derivedFrom(this.pool).type(SimpleDriverDataSource.class).build();
		try (Connection connection = derived.getConnection()) {
			assertThat(Database.user(connection)).isEqualTo("blue");
		}
	}

	@Test
	void poolWithWrongDriverTellsAsBefore() {
		this.pool.setJdbcUrl("jdbc:unknown:database");
		this.watch.postProcessAfterInitialization(this.pool, "pool");
		assertThatExceptionOfType(PoolInitializationException.class).isThrownBy(this.pool::getConnection)
			.havingCause()
			.withMessage("Failed to get driver instance for jdbcUrl=jdbc:unknown:database");
	}

	@Test
	void poolByClassNameStaysUnwatched() {
		this.pool.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
		this.watch.postProcessAfterInitialization(this.pool, "pool");
		assertThat(this.pool.getDataSource()).isNull();
	}

	@Test
	void poolThatIsMadeStartedStaysUnwatched() {
		HikariConfig config = new HikariConfig();
		this.pool.setJdbcUrl(database.url());
		this.pool.copyStateTo(config);
		try (HikariDataSource started = new HikariDataSource(config)) {
			this.watch.postProcessAfterInitialization(started, "pool");
			assertThat(((HikariPool) started.getHikariPoolMXBean()).getUnwrappedDataSource())
				.isNotInstanceOf(WatchedDataSource.class);
		}
	}

	@Test
	void otherBeanStaysAsItIs() {
		Object bean = new Object();
		assertThat(this.watch.postProcessAfterInitialization(bean, "bean")).isSameAs(bean);
	}

	private void watchWithUrl() {
		this.pool.setJdbcUrl(database.url());
		this.watch.postProcessAfterInitialization(this.pool, "pool");
	}

	private static PGSimpleDataSource simple() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(database.url());
		return dataSource;
	}

}
