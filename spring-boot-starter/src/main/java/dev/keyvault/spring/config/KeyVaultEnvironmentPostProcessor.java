package dev.keyvault.spring.config;

import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Loads imported keys right after config data processing. Only now do the documents of
 * all profiles have their say on vaults and keys. A second processing, such as a refresh
 * by another provider, finds the keys loaded and reads nothing.
 */
final class KeyVaultEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final Log log;

	KeyVaultEnvironmentPostProcessor(DeferredLogFactory logs) {
		this.log = logs.getLog(KeyVaultEnvironmentPostProcessor.class);
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 10;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		new ImportCompletion(environment, this.log).run();
	}

}
