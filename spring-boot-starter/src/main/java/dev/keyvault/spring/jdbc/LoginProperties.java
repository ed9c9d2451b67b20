package dev.keyvault.spring.jdbc;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;

import dev.keyvault.rotation.Change;
import dev.keyvault.spring.refresh.EnvironmentChange;

/**
 * The properties that a pool has its user name and password from: below several prefixes,
 * of which the first that has a property wins.
 *
 * @param prefixes the prefixes, the winning ones first
 */
record LoginProperties(List<String> prefixes) {

	private static final String USERNAME = "username";

	private static final String PASSWORD = "password";

	LoginProperties {
		prefixes = List.copyOf(prefixes);
	}

	@Nullable Login login(ConfigurableEnvironment environment) {
		return Login.of(value(environment, USERNAME), value(environment, PASSWORD));
	}

	private @Nullable String value(ConfigurableEnvironment environment, String member) {
		return property(environment, member)
			.map((property) -> Binder.get(environment).bind(property.getName(), Bindable.of(String.class)).orElse(null))
			.orElse(null);
	}

	Set<Change> changes(EnvironmentChange change) {
		Set<Change> found = new LinkedHashSet<>();
		for (ConfigurableEnvironment environment : List.of(change.before(), change.after())) {
			for (String member : List.of(USERNAME, PASSWORD)) {
				property(environment, member).map((property) -> change.changesOf(property.getName().toString()))
					.ifPresent(found::addAll);
			}
		}
		return found;
	}

	private Optional<ConfigurationProperty> property(ConfigurableEnvironment environment, String member) {
		return this.prefixes.stream()
			.map((prefix) -> ConfigurationPropertyName.of(prefix).append(member))
			.map((name) -> property(environment, name))
			.flatMap(Optional::stream)
			.findFirst();
	}

	private static Optional<ConfigurationProperty> property(ConfigurableEnvironment environment,
			ConfigurationPropertyName name) {
		return StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.findFirst();
	}

}
