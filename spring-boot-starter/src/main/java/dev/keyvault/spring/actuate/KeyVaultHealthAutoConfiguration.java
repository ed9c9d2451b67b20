package dev.keyvault.spring.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import dev.keyvault.spring.refresh.KeyVaultRefreshAutoConfiguration;
import dev.keyvault.spring.refresh.KeyVaultRefresher;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the health of imported keys.
 */
@AutoConfiguration(after = KeyVaultRefreshAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(KeyVaultRefresher.class)
@ConditionalOnEnabledHealthIndicator("keyvault")
public final class KeyVaultHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KeyVaultHealthIndicator keyVaultHealthIndicator(KeyVaultRefresher refresher) {
		return new KeyVaultHealthIndicator(refresher);
	}

}
