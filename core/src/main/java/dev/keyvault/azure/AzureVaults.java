package dev.keyvault.azure;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.keyvault.Internal;
import dev.keyvault.azure.credential.Identity;
import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.object.Vault;
import dev.keyvault.source.ObjectSource;

/**
 * Reads the objects of Azure Key Vaults. Vaults that trust the same authorities share
 * their connections, vaults with equal credential settings share their tokens. Nothing
 * goes over the network before the first object is read. Thread-safe.
 */
@Internal
public final class AzureVaults implements AutoCloseable {

	private final ExecutorService executor;

	private final AzureObjectSource source;

	private final Map<Vault, Identity> identities;

	private final List<JdkTransport> transports;

	private final List<String> warnings;

	private AzureVaults(ExecutorService executor, VaultAssembly assembly, AzureObjectSource source,
			Map<Vault, Identity> identities) {
		this.executor = executor;
		this.transports = assembly.transports();
		this.warnings = List.copyOf(assembly.warnings());
		this.source = source;
		this.identities = identities;
	}

	/**
	 * Set up vaults. The settings of one vault do not keep another from being read:
	 * {@link #problems()} tells which are wrong.
	 * @param settings the settings of each vault
	 * @return the vaults
	 */
	public static AzureVaults create(Collection<VaultSettings> settings) {
		return create(settings, HttpSettings.DEFAULTS);
	}

	/**
	 * Set up vaults whose requests are sent in the given way.
	 * @param settings the settings of each vault
	 * @param http how requests are sent
	 * @return the vaults
	 */
	public static AzureVaults create(Collection<VaultSettings> settings, HttpSettings http) {
		return create(settings, http, (client) -> {
		});
	}

	/**
	 * Set up vaults whose requests are sent and customized in the given way.
	 * @param settings the settings of each vault
	 * @param http how requests are sent
	 * @param customizer changes the requests to each vault
	 * @return the vaults
	 */
	public static AzureVaults create(Collection<VaultSettings> settings, HttpSettings http,
			VaultClientCustomizer customizer) {
		return create(settings, AzureEnvironment.system(http), customizer);
	}

	static AzureVaults create(Collection<VaultSettings> settings, AzureEnvironment environment) {
		return create(settings, environment, (client) -> {
		});
	}

	static AzureVaults create(Collection<VaultSettings> settings, AzureEnvironment environment,
			VaultClientCustomizer customizer) {
		ExecutorService executor = newExecutor();
		VaultAssembly assembly = new VaultAssembly(environment, executor, customizer);
		Map<Vault, VaultReader> readers = new HashMap<>();
		Map<Vault, InvalidVaultSettingsException> problems = new LinkedHashMap<>();
		Map<Vault, Identity> identities = new HashMap<>();
		for (VaultSettings each : settings) {
			try {
				VaultAssembly.AssembledVault vault = assembly.assemble(each);
				readers.put(each.vault(), vault.reader());
				identities.put(each.vault(), vault.identity());
			}
			catch (InvalidVaultSettingsException ex) {
				problems.put(each.vault(), ex);
			}
		}
		return new AzureVaults(executor, assembly, new AzureObjectSource(readers, problems), Map.copyOf(identities));
	}

	private static ExecutorService newExecutor() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), (task) -> {
			Thread thread = new Thread(task, "keyvault-client");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Return what is wrong with the settings, one problem per vault at most. Reading from
	 * such a vault throws the problem.
	 * @return the problems, empty if all vaults can be read
	 */
	public List<InvalidVaultSettingsException> problems() {
		return List.copyOf(this.source.problems().values());
	}

	/**
	 * Return what is not wrong with the settings but should be checked, such as
	 * credential files that everybody may change.
	 * @return sentences, each once
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Return the source that reads from these vaults. It may be used until
	 * {@link #close()}.
	 * @return the source
	 */
	public ObjectSource source() {
		return this.source;
	}

	/**
	 * Return the words for the identity with which a vault is read.
	 * @param vault the vault
	 * @return such as {@code workload identity (client '1234…', tenant '5678…')};
	 * {@code not chosen yet} before the first read with a credential of type
	 * {@code auto}, or if the settings of the vault are wrong
	 */
	public String identity(Vault vault) {
		Identity identity = this.identities.get(vault);
		return (identity != null) ? identity.describe() : "not chosen yet";
	}

	/**
	 * End the connections and stop requesting tokens. On JDK 17 an idle selector thread
	 * of the HTTP client stays until the client is garbage-collected.
	 */
	@Override
	public void close() {
		this.transports.forEach(JdkTransport::close);
		this.executor.shutdownNow();
	}

}
