package dev.keyvault.spring.jdbc;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.RotationFollower;

/**
 * Gives Hikari pools the user name and password that their properties have after a
 * rotation. Idle connections are closed, and connections in use are closed when they are
 * returned; new connections log in with both new values. A pool whose credentials differ
 * from its properties is not changed, nor is a pool with a credentials provider.
 * Thread-safe.
 */
final class HikariPoolFollower implements RotationFollower {

	private static final Log logger = LogFactory.getLog(HikariPoolFollower.class);

	private final HikariPools pools;

	/**
	 * Create a follower for the pools of a context.
	 * @param context the context of the application
	 */
	HikariPoolFollower(ConfigurableApplicationContext context) {
		this.pools = new HikariPools(context);
	}

	@Override
	public Collection<Change> follow(EnvironmentChange change) {
		Set<Change> used = new LinkedHashSet<>();
		for (PoolLogin login : this.pools.changes(change)) {
			login.apply();
			used.addAll(login.changes());
			logger.info("The " + login + " logs in anew with " + login.changes());
		}
		return used;
	}

	@Override
	public boolean serves(Class<?> type) {
		return type == DataSourceProperties.class;
	}

}
