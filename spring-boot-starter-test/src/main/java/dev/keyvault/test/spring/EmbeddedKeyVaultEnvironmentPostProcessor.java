package dev.keyvault.test.spring;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Lets {@link EmbeddedKeyVaultInitializer initializers} add their properties before
 * configuration data is imported, which is long before they run.
 */
final class EmbeddedKeyVaultEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		EmbeddedKeyVaultInitializer.of(application).forEach((initializer) -> initializer.prepare(environment));
	}

}
