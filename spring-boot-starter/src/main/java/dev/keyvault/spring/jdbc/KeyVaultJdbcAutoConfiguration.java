package dev.keyvault.spring.jdbc;

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
import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefresher;
import dev.keyvault.spring.refresh.RotationContext;
import dev.keyvault.spring.refresh.RotationOrder;

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
	@Order(RotationOrder.FOLLOW_LOGINS)
	@ConditionalOnMissingBean
	HikariPoolFollower keyVaultHikariPoolFollower(ConfigurableApplicationContext context) {
		return new HikariPoolFollower(context);
	}

	@Bean
	@Order(RotationOrder.VALIDATE_LOGINS)
	@ConditionalOnBean(RotationContext.class)
	@ConditionalOnMissingBean
	HikariPoolValidator keyVaultHikariPoolValidator(ConfigurableApplicationContext context, RotationContext rotation) {
		return new HikariPoolValidator(context, rotation::changeOf);
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
