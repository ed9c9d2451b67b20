package dev.keyvault.spring.jdbc;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Watches the logins of Hikari pools, so that a password that was already changed in the
 * database is looked for at once: a pool itself tells nobody before its connection
 * timeout of 30 s. Pools with a JDBC URL or a data source object are watched if they have
 * not started when they become a bean. Not watched, though followed, are pools by
 * {@code dataSourceClassName} or JNDI name, pools that are made started, as
 * {@code new HikariDataSource(HikariConfig)} makes them, and those around a MySQL data
 * source object, which Hikari knows by the name of its class.
 */
final class HikariPoolWatch implements BeanPostProcessor, PriorityOrdered {

	private final RefusedLogins refusedLogins;

	/**
	 * Create a watch that tells of refused logins.
	 * @param refusedLogins is told
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
