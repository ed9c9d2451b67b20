package dev.keyvault.spring.refresh;

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

/**
 * The properties that hold the login of a client: a user name and a password below one or
 * several prefixes, of which the first that has a property wins. Placeholders in the
 * properties are followed. Immutable.
 */
public final class LoginProperties {

	private final List<String> prefixes;

	private final String username;

	private final String password;

	private LoginProperties(List<String> prefixes, String username, String password) {
		this.prefixes = List.copyOf(prefixes);
		this.username = username;
		this.password = password;
	}

	/**
	 * Return the properties {@code username} and {@code password} below some prefixes.
	 * @param prefixes the prefixes, such as {@code app.ledger}; those that win come first
	 * @return the properties
	 */
	public static LoginProperties below(String... prefixes) {
		return below(List.of(prefixes));
	}

	static LoginProperties below(List<String> prefixes) {
		return new LoginProperties(prefixes, "username", "password");
	}

	/**
	 * Return the same prefixes with other names of the two properties.
	 * @param username the name of the property with the user name, such as {@code user}
	 * @param password the name of the property with the password, such as {@code secret}
	 * @return the properties
	 */
	public LoginProperties named(String username, String password) {
		return new LoginProperties(this.prefixes, username, password);
	}

	/**
	 * Find the new login that a rotation brings.
	 * @param change the rotation, in force or only proposed
	 * @return the old and the new login, or {@code null} if the rotation does not change
	 * the login, or if there is no complete login before or after it
	 */
	public @Nullable LoginChange changeIn(EnvironmentChange change) {
		Set<Change> changes = changes(change);
		if (changes.isEmpty()) {
			return null;
		}
		Login before = read(change.before());
		Login after = read(change.after());
		return (before == null || after == null || before.equals(after)) ? null
				: new LoginChange(before, after, changes);
	}

	/**
	 * Read the login.
	 * @param environment the environment to read from
	 * @return the login, or {@code null} if a property is missing
	 */
	public @Nullable Login read(ConfigurableEnvironment environment) {
		return Login.of(value(environment, this.username), value(environment, this.password));
	}

	private @Nullable String value(ConfigurableEnvironment environment, String member) {
		return property(environment, member)
			.map((property) -> Binder.get(environment).bind(property.getName(), Bindable.of(String.class)).orElse(null))
			.orElse(null);
	}

	private Set<Change> changes(EnvironmentChange change) {
		Set<Change> found = new LinkedHashSet<>();
		for (ConfigurableEnvironment environment : List.of(change.before(), change.after())) {
			for (String member : List.of(this.username, this.password)) {
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
