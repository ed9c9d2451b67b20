package dev.keyvault.spring.jdbc;

import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import com.zaxxer.hikari.util.Credentials;
import org.jspecify.annotations.Nullable;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.Login;
import dev.keyvault.spring.refresh.LoginChange;

/**
 * A pool and the login that it gets.
 *
 * @param beanName the name of the bean that the pool is
 * @param pool the pool
 * @param change the login that the pool has, and the one that it gets
 */
record PoolLogin(String beanName, HikariDataSource pool, LoginChange change) {

	/**
	 * Return the login of a pool.
	 * @param pool the pool
	 * @return the login, or {@code null} if the pool has no user name or no password
	 */
	static @Nullable Login current(HikariDataSource pool) {
		Credentials credentials = pool.getCredentials();
		return Login.of(credentials.getUsername(), credentials.getPassword());
	}

	static Credentials credentials(Login login) {
		return Credentials.of(login.username().reveal(), login.password().reveal());
	}

	/**
	 * Return whether the pool has the login that its properties had before.
	 * @return whether the properties, and not somebody else, configure the pool
	 */
	boolean isConfiguredByProperties() {
		return this.change.before().equals(current(this.pool));
	}

	Set<Change> changes() {
		return this.change.changes();
	}

	void apply() {
		this.pool.setCredentials(credentials(this.change.after()));
		HikariPool started = (HikariPool) this.pool.getHikariPoolMXBean();
		if (started != null) {
			if (started.getUnwrappedDataSource() instanceof WatchedDataSource watched) {
				watched.evictBefore(this.change.after());
			}
			started.softEvictConnections();
		}
	}

	boolean isStarted() {
		return this.pool.getHikariPoolMXBean() != null;
	}

	@Override
	public String toString() {
		String name = this.pool.getPoolName();
		return (name != null) ? "pool '%s' of bean '%s'".formatted(name, this.beanName)
				: "pool of bean '%s'".formatted(this.beanName);
	}

}
