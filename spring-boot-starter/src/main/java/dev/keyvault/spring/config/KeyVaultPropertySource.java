package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.EnumerablePropertySource;

import dev.keyvault.snapshot.Snapshot;

/**
 * Gives the keys of one import, always out of the snapshot in force. Thread-safe. Text is
 * a {@link String}; bytes are a value that converts to {@code byte[]} and to
 * {@link String}.
 */
public final class KeyVaultPropertySource extends EnumerablePropertySource<ImportedKeys>
		implements OriginLookup<String> {

	private final KeyVaultImport declaration;

	private volatile LayerProperties properties;

	KeyVaultPropertySource(KeyVaultImport declaration, ImportedKeys keys) {
		super(declaration.name(), keys);
		this.declaration = declaration;
		this.properties = keys.layer(declaration.name());
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
		Marks marks = Marks.current();
		if (marks != null) {
			return marks.mark(name, value, current.origin(name));
		}
		if (current.isSuspicious(name) && ExpressionReaders.areHere(String.valueOf(value), getSource().areStarting())) {
			throw new ValueInExpressionException(new Marks.Source(name, String.valueOf(current.origin(name))));
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
