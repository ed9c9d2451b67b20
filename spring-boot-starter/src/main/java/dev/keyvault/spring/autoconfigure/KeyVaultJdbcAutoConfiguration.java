package dev.keyvault.spring.autoconfigure;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;

import dev.keyvault.source.SteadyClock;
import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.jdbc.HikariPoolFollower;
import dev.keyvault.spring.jdbc.HikariPoolValidator;
import dev.keyvault.spring.jdbc.HikariPoolWatch;
import dev.keyvault.spring.jdbc.RefusedLogins;
import dev.keyvault.spring.refresh.EnvironmentChanges;
import dev.keyvault.spring.refresh.KeyVaultRefresher;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Hikari pools: they follow the
 * rotation of their user name and password, before any other bean does, since who follows
 * may need a connection.
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, KeyVaultRefreshAutoConfiguration.class })
@ConditionalOnClass({ HikariDataSource.class, DataSourceUnwrapper.class })
@ConditionalOnBean(ImportedKeys.class)
public final class KeyVaultJdbcAutoConfiguration {

	@Bean
	@Order(50)
	@ConditionalOnMissingBean
	HikariPoolFollower keyVaultHikariPoolFollower(ConfigurableApplicationContext context) {
		return new HikariPoolFollower(context);
	}

	@Bean
	@Order(500)
	@ConditionalOnBean(EnvironmentChanges.class)
	@ConditionalOnMissingBean
	HikariPoolValidator keyVaultHikariPoolValidator(ConfigurableApplicationContext context,
			EnvironmentChanges changes) {
		return new HikariPoolValidator(context, changes::of);
	}

	@Bean
	@ConditionalOnMissingBean
	static HikariPoolWatch keyVaultHikariPoolWatch(ConfigurableApplicationContext context,
			ObjectProvider<KeyVaultRefresher> refresher) {
		return new HikariPoolWatch(new RefusedLogins(SteadyClock.start(), () -> requestRefresh(context, refresher)));
	}

	private static void requestRefresh(ConfigurableApplicationContext context,
			ObjectProvider<KeyVaultRefresher> refresher) {
		if (context.isRunning()) {
			refresher.ifAvailable(KeyVaultRefresher::requestRefresh);
		}
	}

}
