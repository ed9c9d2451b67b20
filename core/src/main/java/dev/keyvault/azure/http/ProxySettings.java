package dev.keyvault.azure.http;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * The proxy that requests to vaults and for tokens go through. Immutable.
 *
 * @param host the host name or address of the proxy
 * @param port the port of the proxy
 * @param username the name to log in with, or {@code null} for no login
 * @param password the password to log in with, or {@code null} for none
 * @param nonProxyHosts the hosts that are reached without it, as {@code NO_PROXY} writes
 * them
 */
@Internal
public record ProxySettings(String host, int port, @Nullable String username, @Nullable SensitiveValue password,
		List<String> nonProxyHosts) {

	public ProxySettings {
		if (host.isBlank() || !host.matches("[0-9A-Za-z._:\\[\\]-]+")) {
			throw new IllegalArgumentException("The host of the proxy must be a host name or an address");
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("The port of the proxy must be between 1 and 65535");
		}
		nonProxyHosts = List.copyOf(nonProxyHosts);
	}

}
