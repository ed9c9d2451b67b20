package dev.keyvault.spring.jdbc;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Watches the logins of Hikari pools, so that the vaults are polled at once when a
 * password was already changed in the database: a pool itself reports a failed login only
 * after its connection timeout of 30 s. Pools with a JDBC URL or a data source object are
 * watched if they have not started when they become a bean. Pools that follow but are not
 * watched are those by {@code dataSourceClassName} or JNDI name, those that start when
 * they are constructed, as with {@code new HikariDataSource(HikariConfig)}, and those
 * around a MySQL data source object, which Hikari recognizes by its class name.
 */
final class HikariPoolWatch implements BeanPostProcessor, PriorityOrdered {

	private final RefusedLogins refusedLogins;

	/**
	 * Create a watch.
	 * @param refusedLogins is called with each refused login
	 */
	HikariPoolWatch(RefusedLogins refusedLogins) {
		this.refusedLogins = refusedLogins;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		HikariDataSource pool = HikariPools.unwrap(bean);
		if ((pool != null) && canBeWatched(pool)) {
			pool.setDataSource(new WatchedDataSource(pool, this.refusedLogins));
		}
		return bean;
	}

	private static boolean canBeWatched(HikariDataSource pool) {
		return (pool.getHikariPoolMXBean() == null) && !pool.isClosed()
				&& ((pool.getDataSource() != null) ? canBeWrapped(pool.getDataSource()) : hasUrl(pool));
	}

	private static boolean canBeWrapped(DataSource dataSource) {
		return !(dataSource instanceof WatchedDataSource) && !dataSource.getClass().getName().contains("Mysql");
	}

	private static boolean hasUrl(HikariDataSource pool) {
		return (pool.getJdbcUrl() != null) && (pool.getDataSourceClassName() == null)
				&& (pool.getDataSourceJNDI() == null);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
