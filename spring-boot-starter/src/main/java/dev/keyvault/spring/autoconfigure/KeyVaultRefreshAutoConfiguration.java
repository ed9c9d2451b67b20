package dev.keyvault.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.RefreshConfiguration;
import dev.keyvault.spring.refresh.RotatingConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for applications that import keys:
 * their beans follow rotation.
 */
@AutoConfiguration(after = KeyVaultRotatingAutoConfiguration.class,
		afterName = "org.springframework.cloud.autoconfigure.RefreshAutoConfiguration")
@ConditionalOnBean(ImportedKeys.class)
@Import({ RotatingConfiguration.class, RefreshConfiguration.class })
public final class KeyVaultRefreshAutoConfiguration {

}
