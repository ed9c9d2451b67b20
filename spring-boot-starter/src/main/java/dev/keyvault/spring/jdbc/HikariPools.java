package dev.keyvault.spring.jdbc;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.spring.refresh.EnvironmentChange;
import dev.keyvault.spring.refresh.LoginDiscovery;

/**
 * The Hikari pools among the beans of a context, behind proxies too. Finds only beans
 * that exist already.
 */
final class HikariPools {

	private final ConfigurableListableBeanFactory beans;

	private final LoginDiscovery logins;

	HikariPools(ConfigurableApplicationContext context) {
		this.beans = context.getBeanFactory();
		this.logins = new LoginDiscovery(context, HikariPools::mayHoldLogin);
	}

	private static boolean mayHoldLogin(Object bean) {
		return (bean instanceof DataSourceProperties || bean instanceof HikariConfig)
				&& !(bean instanceof HikariDataSource);
	}

	static @Nullable HikariDataSource unwrap(Object bean) {
		return (bean instanceof DataSource dataSource)
				? DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class) : null;
	}

	List<PoolLogin> changes(EnvironmentChange change) {
		return pools().entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().isClosed() && (entry.getKey().getCredentialsProvider() == null))
			.flatMap((entry) -> change(entry.getKey(), entry.getValue(), change))
			.toList();
	}

	private Stream<PoolLogin> change(HikariDataSource pool, Set<String> names, EnvironmentChange change) {
		String name = names.iterator().next();
		return this.logins.changesIn(change, names)
			.stream()
			.map((login) -> new PoolLogin(name, pool, login))
			.filter(PoolLogin::isConfiguredByProperties)
			.limit(1);
	}

	private Map<HikariDataSource, Set<String>> pools() {
		Map<HikariDataSource, Set<String>> pools = new LinkedHashMap<>();
		for (String name : this.beans.getBeanNamesForType(DataSource.class, false, false)) {
			HikariDataSource pool = this.beans.containsSingleton(name) ? unwrap(this.beans.getBean(name)) : null;
			if (pool != null) {
				pools.computeIfAbsent(pool, (key) -> new LinkedHashSet<>()).add(name);
			}
		}
		return pools;
	}

}
