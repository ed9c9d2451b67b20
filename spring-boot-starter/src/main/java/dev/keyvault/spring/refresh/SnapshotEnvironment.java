package dev.keyvault.spring.refresh;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.KeyVaultPropertySource;

/**
 * The environment of an application with the imported keys of one snapshot, whichever is
 * in force. All that is read from it belongs together. Later changes of other property
 * sources show, later rotations do not. Thread-safe for reading.
 */
public final class SnapshotEnvironment extends AbstractEnvironment {

	private final Snapshot snapshot;

	private SnapshotEnvironment(MutablePropertySources sources, Snapshot snapshot) {
		super(sources);
		this.snapshot = snapshot;
	}

	/**
	 * View an environment as of one snapshot.
	 * @param environment the environment of the application, which stays as it is
	 * @param snapshot the snapshot
	 * @return the environment with the keys of the snapshot
	 */
	public static SnapshotEnvironment of(ConfigurableEnvironment environment, Snapshot snapshot) {
		MutablePropertySources sources = new MutablePropertySources();
		environment.getPropertySources()
			.stream()
			.filter((source) -> !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.map((source) -> at(source, snapshot))
			.forEach(sources::addLast);
		SnapshotEnvironment result = new SnapshotEnvironment(sources, snapshot);
		result.setConversionService(environment.getConversionService());
		result.setActiveProfiles(environment.getActiveProfiles());
		result.setDefaultProfiles(environment.getDefaultProfiles());
		ConfigurationPropertySources.attach(result);
		return result;
	}

	/**
	 * Return the snapshot whose keys the environment has.
	 * @return the snapshot
	 */
	public Snapshot snapshot() {
		return this.snapshot;
	}

	private static PropertySource<?> at(PropertySource<?> source, Snapshot snapshot) {
		return (source instanceof KeyVaultPropertySource keys) ? keys.at(snapshot) : source;
	}

}
