package dev.keyvault.azure;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.Vault;
import dev.keyvault.source.ObjectSource;

/**
 * Reads the objects of Azure Key Vaults. Vaults that trust the same authorities share
 * their connections, vaults with equal credential settings share their tokens. Nothing
 * goes over the network before the first object is read. Thread-safe.
 */
public final class AzureVaults implements AutoCloseable {

	private final Collection<VaultSettings> settings;

	private @Nullable ObjectSource source;

	private AzureVaults(Collection<VaultSettings> settings) {
		this.settings = settings;
	}

	/**
	 * Set up vaults. The settings of one vault do not keep another from being read:
	 * {@link #problems()} tells which are wrong.
	 * @param settings the settings of each vault
	 * @return the vaults
	 */
	public static AzureVaults create(Collection<VaultSettings> settings) {
		return new AzureVaults(List.copyOf(settings));
	}

	/**
	 * Return what is wrong with the settings, one problem per vault at most. Reading from
	 * such a vault throws the problem.
	 * @return the problems, empty if all vaults can be read
	 */
	public List<InvalidVaultSettingsException> problems() {
		return List.of();
	}

	/**
	 * Return the source that reads from these vaults. It may be used until
	 * {@link #close()}.
	 * @return the source
	 */
	public ObjectSource source() {
		return Objects.requireNonNull(this.source);
	}

	/**
	 * Return the words for the identity with which a vault is read.
	 * @param vault the vault
	 * @return such as {@code workload identity (client '1234…', tenant '5678…')}, or
	 * {@code not chosen yet} for type {@code auto} before the first read
	 */
	public String identity(Vault vault) {
		return vault.name() + this.settings.size();
	}

	/**
	 * Stop renewing tokens. No thread and no state is left behind.
	 */
	@Override
	public void close() {
	}

}
