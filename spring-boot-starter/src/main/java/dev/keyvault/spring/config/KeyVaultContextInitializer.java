package dev.keyvault.spring.config;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Guards each context that has imported keys in its environment, also a child of the
 * context that imported them.
 */
final class KeyVaultContextInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (context.getEnvironment().getPropertySources().stream().anyMatch(KeyVaultPropertySource.class::isInstance)) {
			ImportedKeys.guard(context);
		}
	}

}
