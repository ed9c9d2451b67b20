package dev.keyvault.spring.config;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataLocationResolver;
import org.springframework.boot.context.config.ConfigDataLocationResolverContext;

/**
 * Resolves {@code keyvault:}, {@code keyvault:payments;audit} and
 * {@code keyvault:file:secret-provider-class.yaml}. The first class of this library that
 * Spring Boot 3 and 4 make, so it fails if there is the wrong one.
 */
final class KeyVaultConfigDataLocationResolver implements ConfigDataLocationResolver<KeyVaultConfigDataResource> {

	KeyVaultConfigDataLocationResolver() {
		UnsupportedSpringBootException.check(getClass().getClassLoader(), SpringBootVersion.getVersion());
	}

	@Override
	public boolean isResolvable(ConfigDataLocationResolverContext context, ConfigDataLocation location) {
		return location.hasPrefix(KeyVaultConfigDataResource.PREFIX);
	}

	@Override
	public List<KeyVaultConfigDataResource> resolve(ConfigDataLocationResolverContext context,
			ConfigDataLocation location) {
		String names = location.getNonPrefixedValue(KeyVaultConfigDataResource.PREFIX);
		List<String> places = Stream.of(names.split(";"))
			.map(String::strip)
			.filter((name) -> !name.isEmpty())
			.distinct()
			.toList();
		return List.of(new KeyVaultConfigDataResource(places, location.isOptional()));
	}

}
