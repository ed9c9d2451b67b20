package dev.keyvault.test.spring;

import java.util.List;
import java.util.Map;

import org.springframework.boot.context.config.ConfigData;
import org.springframework.boot.context.config.ConfigDataLoader;
import org.springframework.boot.context.config.ConfigDataLoaderContext;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.core.env.MapPropertySource;

/**
 * Imports {@code probe:name}: shows the endpoint of that vault, as configuration data saw
 * it, in the property {@code seen.name}.
 */
final class PropertyProbe
		implements ConfigDataLocationResolver<PropertyProbe.Seen>, ConfigDataLoader<PropertyProbe.Seen> {

	@Override
	public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		return location.hasPrefix("probe:");
	}

	@Override
	public List<Seen> resolve(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		String name = location.getNonPrefixedValue("probe:");
		String endpoint = context.getBinder()
			.bind("keyvault.vaults." + name + ".endpoint", String.class)
			.orElse("none");
		return List.of(new Seen(name, endpoint));
	}

	@Override
	public ConfigData load(ConfigDataLoaderContext context, Seen resource) {
		return new ConfigData(List
			.of(new MapPropertySource("probe:" + resource.name, Map.of("seen." + resource.name, resource.endpoint))));
	}

	/**
	 * What the probe saw.
	 */
	static final class Seen extends ConfigDataResource {

		private final String name;

		private final String endpoint;

		Seen(String name, String endpoint) {
			this.name = name;
			this.endpoint = endpoint;
		}

	}

}
