package dev.keyvault.spring.actuate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.keyvault.spring.config.ImportedKeys;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the actuator: imported keys are
 * hidden.
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class KeyVaultActuatorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KeyVaultSanitizingFunction keyVaultSanitizingFunction(ObjectProvider<ImportedKeys> keys) {
		return new KeyVaultSanitizingFunction(keys.getIfAvailable());
	}

}
