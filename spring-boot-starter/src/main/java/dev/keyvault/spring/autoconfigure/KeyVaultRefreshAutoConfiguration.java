package dev.keyvault.spring.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Import;

import dev.keyvault.spring.config.ImportedKeys;
import dev.keyvault.spring.refresh.RefreshConfiguration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for applications that import keys:
 * their beans follow rotation.
 */
@AutoConfiguration(afterName = "org.springframework.cloud.autoconfigure.RefreshAutoConfiguration")
@ConditionalOnBean(ImportedKeys.class)
@Import(RefreshConfiguration.class)
public final class KeyVaultRefreshAutoConfiguration {

}
