package dev.keyvault.object;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A vault: where it is, and what its users call it.
 *
 * @param name the name that the configuration gives to the vault
 * @param endpoint the address, {@code https://} with a host and perhaps a port, no path
 */
public record Vault(String name, URI endpoint) {

	private static final int MAX_PORT = 65535;

	public Vault {
		endpoint = normalize(endpoint);
	}

	/**
	 * Make a vault from its address as text.
	 * @param name the name that the configuration gives to the vault
	 * @param endpoint the address
	 * @return the vault
	 * @throws IllegalArgumentException if the address is not that of a vault; the message
	 * is a sentence for users
	 */
	public static Vault of(String name, String endpoint) {
		try {
			return new Vault(name, new URI(endpoint.strip()));
		}
		catch (URISyntaxException ex) {
			throw refusal(endpoint, "it is not a URL");
		}
	}

	/**
	 * Return whether the given address is on the host and port of this vault. Bearer
	 * tokens go nowhere else.
	 * @param address the address to compare
	 * @return whether scheme, host and port are those of this vault
	 */
	public boolean serves(URI address) {
		return "https".equalsIgnoreCase(address.getScheme())
				&& this.endpoint.getHost().equalsIgnoreCase(address.getHost()) && port(this.endpoint) == port(address);
	}

	/**
	 * Return the name and the address, for messages.
	 * @return such as {@code 'payments' (https://payments-kv.vault.azure.net)}
	 */
	@Override
	public String toString() {
		return "'%s' (%s)".formatted(this.name, this.endpoint);
	}

	private static URI normalize(URI endpoint) {
		if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
			throw refusal(endpoint.toString(), "it does not start with https://");
		}
		if (endpoint.getHost() == null) {
			throw refusal(endpoint.toString(), "it has no valid host name");
		}
		if (endpoint.getPort() == 0 || endpoint.getPort() > MAX_PORT) {
			throw refusal(endpoint.toString(), "its port is not between 1 and 65535");
		}
		if (hasMoreThanHost(endpoint)) {
			throw refusal(endpoint.toString(), "it has more than a host name and a port");
		}
		String port = (endpoint.getPort() != -1 && endpoint.getPort() != 443) ? ":" + endpoint.getPort() : "";
		return URI.create("https://" + endpoint.getHost().toLowerCase(Locale.ROOT) + port);
	}

	private static boolean hasMoreThanHost(URI endpoint) {
		boolean path = !endpoint.getRawPath().isEmpty() && !"/".equals(endpoint.getRawPath());
		return path || isPresent(endpoint.getRawUserInfo()) || isPresent(endpoint.getRawQuery())
				|| isPresent(endpoint.getRawFragment());
	}

	private static boolean isPresent(@Nullable String part) {
		return part != null;
	}

	private static int port(URI address) {
		return (address.getPort() != -1) ? address.getPort() : 443;
	}

	private static IllegalArgumentException refusal(String endpoint, String rule) {
		return new IllegalArgumentException(
				"'%s' is not the address of a vault: %s".formatted(withoutUserInfo(endpoint), rule));
	}

	private static String withoutUserInfo(String endpoint) {
		int end = endpoint.lastIndexOf('@');
		String scheme = endpoint.startsWith("https://") ? "https://" : "";
		return (end != -1) ? scheme + "[redacted]" + endpoint.substring(end) : endpoint;
	}

}
