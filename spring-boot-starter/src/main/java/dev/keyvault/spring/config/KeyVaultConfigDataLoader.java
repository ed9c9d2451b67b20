package dev.keyvault.spring.config;

import java.util.List;
import java.util.Objects;

import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;

/**
 * Puts an empty {@link KeyVaultPropertySource} where the import is declared.
 */
final class KeyVaultConfigDataLoader implements ConfigDataLoader<KeyVaultConfigDataResource> {

	@Override
	public ConfigData load(ConfigDataLoaderContext context, KeyVaultConfigDataResource resource) {
		ConfigurableBootstrapContext bootstrap = context.getBootstrapContext();
		bootstrap.registerIfAbsent(ImportedKeys.class, InstanceSupplier.from(ImportedKeys::new));
		ImportedKeys keys = Objects.requireNonNull(bootstrap.get(ImportedKeys.class));
		return new ConfigData(List.of(new KeyVaultPropertySource(resource.declaration(), keys)));
	}

}
