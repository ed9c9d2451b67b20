package dev.keyvault.spring.refresh;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.ImportedKeys;

/**
 * The beans behind {@link Rotating}. They are there without imported keys too, so that an
 * application whose profile imports none can inject the same types, whose values then
 * never change.
 */
@Configuration(proxyBeanMethods = false)
public final class RotatingConfiguration {

	@Bean
	static RotatingBeansRegistrar keyVaultRotatingBeansRegistrar() {
		return new RotatingBeansRegistrar();
	}

	@Bean
	SnapshotBindings keyVaultSnapshotBindings(ConfigurableApplicationContext context) {
		return new SnapshotBindings(context);
	}

	@Bean
	@Order(200)
	RotatingBeans keyVaultRotatingBeans(ConfigurableApplicationContext context, ObjectProvider<ImportedKeys> keys,
			SnapshotBindings bindings) {
		ImportedKeys imported = keys.getIfAvailable();
		return new RotatingBeans(context, () -> (imported != null) ? imported.snapshot() : Snapshot.EMPTY, bindings);
	}

}
