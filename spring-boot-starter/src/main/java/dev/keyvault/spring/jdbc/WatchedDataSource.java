package dev.keyvault.spring.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.keyvault.spring.refresh.Login;

/**
 * Logs in for a pool as the pool itself would, and reports when the database refuses. It
 * is part of the configuration of the pool until the first connection is open; after that
 * only the pool itself holds it.
 */
final class WatchedDataSource extends DelegatingDataSource {

	private static final Log logger = LogFactory.getLog(WatchedDataSource.class);

	private final HikariDataSource pool;

	private final @Nullable DataSource given;

	private final RefusedLogins refusedLogins;

	private final AtomicReference<@Nullable Login> awaited = new AtomicReference<>();

	private final AtomicBoolean refused = new AtomicBoolean();

	private final AtomicBoolean started = new AtomicBoolean();

	private @Nullable DataSource target;

	WatchedDataSource(HikariDataSource pool, RefusedLogins refusedLogins) {
		this.pool = pool;
		this.given = pool.getDataSource();
		this.refusedLogins = refusedLogins;
	}

	@Override
	public synchronized DataSource getTargetDataSource() {
		if (this.target == null) {
			this.target = (this.given != null) ? this.given : driver();
		}
		return this.target;
	}

	private DataSource driver() {
		return new DriverDataSource(this.pool.getJdbcUrl(), this.pool.getDriverClassName(),
				this.pool.getDataSourceProperties(), this.pool.getUsername(), this.pool.getPassword());
	}

	@Override
	public Connection getConnection() throws SQLException {
		return watch(super::getConnection);
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		evictIfAwaited(username, password);
		return watch(() -> super.getConnection(username, password));
	}

	/**
	 * Evict once more before the first use of a new login: a connection whose login was
	 * under way when the credentials were replaced comes into the pool too late to be
	 * evicted with the others. Since a pool makes one connection after the other, it is
	 * there by then.
	 * @param login the new login
	 */
	void evictBefore(Login login) {
		this.awaited.set(login);
	}

	private void evictIfAwaited(String username, String password) {
		Login login = this.awaited.get();
		if ((login != null) && login.equals(Login.of(username, password)) && this.awaited.compareAndSet(login, null)) {
			this.pool.getHikariPoolMXBean().softEvictConnections();
		}
	}

	@Override
	public <T> T unwrap(Class<T> iface) throws SQLException {
		DataSource dataSource = getTargetDataSource();
		return iface.isInstance(dataSource) ? iface.cast(dataSource) : dataSource.unwrap(iface);
	}

	@Override
	public boolean isWrapperFor(Class<?> iface) throws SQLException {
		DataSource dataSource = getTargetDataSource();
		return iface.isInstance(dataSource) || dataSource.isWrapperFor(iface);
	}

	private Connection watch(Attempt attempt) throws SQLException {
		try {
			Connection connection = attempt.connect();
			succeeded();
			return connection;
		}
		catch (SQLException ex) {
			if (LoginFailure.isRefusal(ex)) {
				refused(ex);
			}
			throw ex;
		}
	}

	private void succeeded() {
		this.refused.set(false);
		if (this.started.compareAndSet(false, true)) {
			restore();
		}
	}

	private void restore() {
		try {
			this.pool.setDataSource(this.given);
		}
		catch (IllegalStateException ex) {
			logger.debug("The pool was sealed before its first connection and goes on showing the watch", ex);
		}
	}

	private void refused(SQLException ex) {
		if (this.refused.compareAndSet(false, true)) {
			logger.warn(
					"The database of pool '%s' refuses its user name and password (%s). The vaults are polled for newer ones."
						.formatted(this.pool.getPoolName(), LoginFailure.describe(ex)));
		}
		this.refusedLogins.onRefusal();
	}

	/**
	 * A login.
	 */
	@FunctionalInterface
	private interface Attempt {

		Connection connect() throws SQLException;

	}

}
