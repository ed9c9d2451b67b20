package dev.keyvault.source;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * A setting that a user may change. Only the application that offers the settings knows
 * how they are spelled, such as {@code keyvault.load.timeout} in a Spring application.
 *
 * @param vault the vault that the setting is for, or {@code null} if it is for all
 * @param path the name of the setting, such as {@code load.timeout}; within those of the
 * vault, if it is for one
 */
@Internal
public record Setting(@Nullable Vault vault, String path) {

	/**
	 * The time for everything that is read together.
	 */
	public static final Setting LOAD_TIMEOUT = of("load.timeout");

	/**
	 * The number of reads at a time, per vault.
	 */
	public static final Setting LOAD_PARALLELISM = of("load.parallelism");

	/**
	 * The time to connect.
	 */
	public static final Setting HTTP_CONNECT_TIMEOUT = of("http.connect-timeout");

	/**
	 * The user name for the proxy.
	 */
	public static final Setting HTTP_PROXY_USERNAME = of("http.proxy.username");

	/**
	 * The password for the proxy.
	 */
	public static final Setting HTTP_PROXY_PASSWORD = of("http.proxy.password");

	/**
	 * The hosts that are reached without the proxy.
	 */
	public static final Setting HTTP_PROXY_NON_PROXY_HOSTS = of("http.proxy.non-proxy-hosts");

	/**
	 * Whether one replica writes Kubernetes Secrets for all.
	 */
	public static final Setting KUBERNETES_LEADER_ELECTION_ENABLED = of("kubernetes.leader-election.enabled");

	/**
	 * Name a setting that is for all vaults.
	 * @param path the name, such as {@code load.timeout}
	 * @return the setting
	 */
	public static Setting of(String path) {
		return new Setting(null, path);
	}

	/**
	 * Name a setting of one vault.
	 * @param vault the vault
	 * @param path the name within the settings of the vault, such as
	 * {@code credential.type}
	 * @return the setting
	 */
	public static Setting of(Vault vault, String path) {
		return new Setting(vault, path);
	}

	/**
	 * Name a setting in the group that this one is.
	 * @param name the name within the group
	 * @return the setting
	 */
	public Setting member(String name) {
		return new Setting(this.vault, this.path + "." + name);
	}

	/**
	 * Return the name of the setting where nothing else spells it.
	 * @return such as {@code load.timeout} or {@code vaults.payments.credential.type}
	 */
	@Override
	public String toString() {
		return (this.vault != null) ? "vaults." + this.vault.name() + "." + this.path : this.path;
	}

}
