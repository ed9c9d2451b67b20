package dev.keyvault.spring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;

import dev.keyvault.azure.AzureVaults;
import dev.keyvault.snapshot.Snapshot;

/**
 * Holds the snapshot that all imports of an application read from, and the vaults it is
 * from. Thread-safe.
 */
public final class ImportedKeys {

	private static final int SHORTEST = 4;

	private volatile Snapshot snapshot;

	private volatile @Nullable AzureVaults vaults;

	ImportedKeys() {
		this(Snapshot.EMPTY);
	}

	ImportedKeys(Snapshot snapshot) {
		this.snapshot = snapshot;
	}

	/**
	 * Return the values in force.
	 * @return the snapshot; empty before anything is loaded
	 */
	public Snapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Return whether a text shows the value of a key. Values shorter than 4 characters
	 * are not looked for, since they may stand anywhere by chance.
	 * @param text the text
	 * @return whether some value is part of the text
	 */
	public boolean areShownIn(String text) {
		return snapshot().layers()
			.values()
			.stream()
			.flatMap((layer) -> layer.values().stream())
			.map((entry) -> entry.value().reveal())
			.anyMatch((value) -> value.length() >= SHORTEST && text.contains(value));
	}

	boolean areLoaded() {
		return this.vaults != null;
	}

	void load(Snapshot first, AzureVaults from) {
		this.snapshot = first;
		this.vaults = from;
	}

	/**
	 * Make the keys and the source of objects beans, and close the vaults with the
	 * context.
	 * @param context the context of the application
	 */
	void promoteTo(ConfigurableApplicationContext context) {
		AzureVaults loaded = this.vaults;
		if (loaded != null) {
			DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
			beans.registerSingleton("keyVaultImportedKeys", this);
			beans.registerSingleton("keyVaultObjectSource", loaded.source());
			beans.registerDisposableBean("keyVaultObjectSource", loaded::close);
		}
	}

	@Override
	public String toString() {
		return snapshot().layers().keySet().toString();
	}

}
