package dev.keyvault.spring.config;

import java.util.List;
import java.util.Objects;

import org.apache.commons.logging.LogFactory;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Puts an empty {@link KeyVaultPropertySource} where an import is declared. The keys of
 * all imports are loaded later, by {@link KeyVaultEnvironmentPostProcessor} or, where
 * config data is processed without post-processors as in some tests, at the end of the
 * bootstrap.
 */
final class KeyVaultConfigDataLoader implements ConfigDataLoader<KeyVaultConfigDataResource> {

	@Override
	public ConfigData load(ConfigDataLoaderContext context, KeyVaultConfigDataResource resource) {
		ImportedKeys keys = keys(context.getBootstrapContext());
		return new ConfigData(List.of(new KeyVaultPropertySource(resource.declaration(), keys)));
	}

	private static ImportedKeys keys(ConfigurableBootstrapContext bootstrap) {
		if (!bootstrap.isRegistered(ImportedKeys.class)) {
			ImportedKeys keys = new ImportedKeys().using(BootstrapRegistrations.of(bootstrap));
			bootstrap.register(ImportedKeys.class, InstanceSupplier.of(keys));
			bootstrap.addCloseListener((event) -> complete(event.getApplicationContext(), keys));
		}
		return Objects.requireNonNull(bootstrap.get(ImportedKeys.class));
	}

	private static void complete(ConfigurableApplicationContext context, ImportedKeys keys) {
		new ImportCompletion(context.getEnvironment(), LogFactory.getLog(KeyVaultConfigDataLoader.class)).run();
		keys.promoteTo(context);
	}

}
