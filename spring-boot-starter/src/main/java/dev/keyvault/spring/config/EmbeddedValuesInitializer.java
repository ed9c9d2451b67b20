package dev.keyvault.spring.config;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Guards each context that has imported keys in its environment, also one below that of
 * the application which imported them.
 */
final class EmbeddedValuesInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		if (context.getEnvironment().getPropertySources().stream().anyMatch(KeyVaultPropertySource.class::isInstance)) {
			EmbeddedValues.guard(context);
		}
	}

}
