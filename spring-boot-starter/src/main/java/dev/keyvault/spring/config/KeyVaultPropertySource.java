package dev.keyvault.spring.config;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.spring.config.literal.ExpressionReaders;
import dev.keyvault.spring.config.literal.TaintTracker;
import dev.keyvault.spring.config.redaction.RedactedPropertySource;

/**
 * Gives the keys of one import from the snapshot in force. Thread-safe. Text is a
 * {@link String}; bytes are a value that converts to {@code byte[]} and to
 * {@link String}.
 */
public final class KeyVaultPropertySource extends EnumerablePropertySource<ImportedKeys>
		implements RedactedPropertySource {

	private final KeyVaultImport declaration;

	private volatile LayerProperties properties;

	KeyVaultPropertySource(KeyVaultImport declaration, ImportedKeys keys) {
		super(declaration.name(), keys);
		this.declaration = declaration;
		this.properties = keys.layer(declaration.name());
	}

	/**
	 * Find the sources of an environment.
	 * @param environment the environment
	 * @return the sources, one for each import
	 */
	static List<KeyVaultPropertySource> of(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter(KeyVaultPropertySource.class::isInstance)
			.map(KeyVaultPropertySource.class::cast)
			.toList();
	}

	KeyVaultImport declaration() {
		return this.declaration;
	}

	/**
	 * Return a source that gives the same keys as of one snapshot, whichever is in force.
	 * @param snapshot the snapshot
	 * @return the source, with the name of this one
	 */
	public KeyVaultPropertySource at(Snapshot snapshot) {
		return new KeyVaultPropertySource(this.declaration, getSource().at(snapshot));
	}

	@Override
	public String[] getPropertyNames() {
		return properties().names();
	}

	/**
	 * Return the value of a key, as Spring is to read it: whoever resolves placeholders
	 * in it, as {@code Environment} and the binder do, gets the value to the character.
	 * @param name the key
	 * @return the value, in which each beginning of a placeholder is escaped unless the
	 * vault asks to have them resolved
	 */
	@Override
	public @Nullable Object getProperty(String name) {
		LayerProperties current = properties();
		Object value = current.value(name);
		TaintTracker tracker = TaintTracker.current();
		if (tracker != null) {
			return tracker.mark(name, value, current.origin(name));
		}
		if (current.isSuspicious(name)) {
			ExpressionReaders.check(name, String.valueOf(value), String.valueOf(current.origin(name)),
					getSource().areStarting());
		}
		return value;
	}

	@Override
	public boolean containsProperty(String name) {
		return properties().value(name) != null;
	}

	@Override
	public @Nullable Origin getOrigin(String name) {
		return properties().origin(name);
	}

	@Override
	public Stream<NamedKey> parents() {
		return getSource().snapshot()
			.layer(getName())
			.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(entry.getValue().mapping().key()))
			.map((entry) -> entry.getValue().mapping().key());
	}

	@Override
	public boolean areShownIn(String text) {
		return getSource().areShownIn(text);
	}

	private LayerProperties properties() {
		LayerProperties current = this.properties;
		Snapshot snapshot = getSource().snapshot();
		if (!current.areOf(snapshot)) {
			current = getSource().layer(getName());
			this.properties = current;
		}
		return current;
	}

}
