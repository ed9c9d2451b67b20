package dev.keyvault.spring.config;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.spring.config.KeyVaultImporter.Imported;

/**
 * Fills the places that imports of keys take, right after config data processing. Only
 * now do the documents of all profiles have their say on vaults and keys. A second
 * processing, such as a refresh by another provider, finds the keys loaded and reads
 * nothing.
 */
final class KeyVaultEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private final Log log;

	private final ConfigurableBootstrapContext bootstrap;

	KeyVaultEnvironmentPostProcessor(DeferredLogFactory logs, ConfigurableBootstrapContext bootstrap) {
		this.log = logs.getLog(KeyVaultEnvironmentPostProcessor.class);
		this.bootstrap = bootstrap;
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 10;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		List<KeyVaultPropertySource> sources = environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map(KeyVaultPropertySource.class::cast)
			.toList();
		ImportedKeys keys = sources.isEmpty() ? new ImportedKeys() : sources.get(0).getSource();
		if (!keys.areLoaded()) {
			load(environment, sources.stream().map(KeyVaultPropertySource::declaration).toList(), keys);
		}
	}

	private void load(ConfigurableEnvironment environment, List<KeyVaultImport> imports, ImportedKeys keys) {
		KeySpelling spelling = new KeySpelling();
		KeyVaultProperties properties = Binder.get(environment)
			.bindOrCreate("keyvault", Bindable.of(KeyVaultProperties.class), spelling);
		warnOfVaultsNotImported(properties, imports);
		if (!imports.isEmpty()) {
			DeclarationReader reader = new DeclarationReader(properties, spelling,
					new VaultSettingsReader(ApplicationResourceLoader.get()));
			Imported imported = new KeyVaultImporter(reader, properties.load(), Clock.systemUTC(), this.log)
				.load(imports);
			keys.replace(imported.snapshot());
			this.bootstrap.addCloseListener((event) -> promote(event.getApplicationContext(), keys, imported));
		}
	}

	private void warnOfVaultsNotImported(KeyVaultProperties properties, List<KeyVaultImport> imports) {
		Set<String> names = new LinkedHashSet<>(properties.vaults().keySet());
		for (KeyVaultImport declared : imports) {
			names.removeAll(declared.vaults().isEmpty() ? properties.vaults().keySet() : declared.vaults());
		}
		names.forEach((name) -> this.log.warn(
				"Vault '%1$s' is declared, but no import names it. Add 'spring.config.import: \"keyvault:%1$s\"', or \"keyvault:\" for all vaults."
					.formatted(name)));
	}

	private static void promote(ConfigurableApplicationContext context, ImportedKeys keys, Imported imported) {
		DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
		beans.registerSingleton("keyVaultImportedKeys", keys);
		beans.registerSingleton("keyVaultObjectSource", imported.vaults().source());
		beans.registerDisposableBean("keyVaultObjectSource", imported.vaults()::close);
	}

}
