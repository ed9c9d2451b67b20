package dev.keyvault.spring.jdbc;

import java.util.Set;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import org.jspecify.annotations.Nullable;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * Another login for a pool.
 *
 * @param beanName the name of the bean that the pool is
 * @param pool the pool
 * @param login the login there will be
 * @param changes what is behind it
 */
record LoginChange(String beanName, HikariDataSource pool, Login login, Set<Change> changes) {

	static @Nullable LoginChange find(String beanName, HikariDataSource pool, LoginProperties properties,
			EnvironmentChange change) {
		Set<Change> changes = properties.changes(change);
		if (changes.isEmpty() || !isConfiguredBy(properties.login(change.before()), pool)) {
			return null;
		}
		Login after = properties.login(change.after());
		return ((after != null) && !isConfiguredBy(after, pool)) ? new LoginChange(beanName, pool, after, changes)
				: null;
	}

	private static boolean isConfiguredBy(@Nullable Login login, HikariDataSource pool) {
		return (login != null) && login.equals(Login.of(pool.getCredentials()));
	}

	void apply() {
		this.pool.setCredentials(this.login.credentials());
		HikariPool started = (HikariPool) this.pool.getHikariPoolMXBean();
		if (started != null) {
			if (started.getUnwrappedDataSource() instanceof WatchedDataSource watched) {
				watched.evictBefore(this.login);
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
