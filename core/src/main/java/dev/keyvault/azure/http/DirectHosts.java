package dev.keyvault.azure.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The hosts that are reached without a proxy.
 *
 * @param patterns which these are
 */
record DirectHosts(List<String> patterns) {

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

	/**
	 * Take the hosts as the variable {@code NO_PROXY} writes them: names, which stand for
	 * their subdomains too, addresses, networks, {@code *}; each perhaps with a port.
	 * @param patterns the hosts
	 * @return the hosts
	 */
	static DirectHosts of(List<String> patterns) {
		return new DirectHosts(patterns.stream()
			.map((pattern) -> pattern.strip().toLowerCase(Locale.ROOT))
			.filter((pattern) -> !pattern.isEmpty())
			.toList());
	}

	boolean include(String host, int port) {
		String bare = bare(host);
		return this.patterns.stream().anyMatch((pattern) -> matches(pattern, bare, port));
	}

	/**
	 * Tell whether a host is this machine or an address that no router forwards, such as
	 * that of the metadata service.
	 * @param host the host
	 * @return whether no proxy could help
	 */
	static boolean isNear(String host) {
		String bare = bare(host);
		InetAddress address = address(bare);
		return bare.equals("localhost") || bare.endsWith(".localhost")
				|| (address != null && (address.isLoopbackAddress() || address.isLinkLocalAddress()));
	}

	private static boolean matches(String pattern, String host, int port) {
		if (pattern.contains("/")) {
			return isInNetwork(pattern, host);
		}
		int colon = pattern.lastIndexOf(':');
		boolean hasPort = colon > 0 && (pattern.indexOf(':') == colon || pattern.charAt(colon - 1) == ']');
		if (hasPort && !pattern.substring(colon + 1).equals(String.valueOf(port))) {
			return false;
		}
		return matches(bare(hasPort ? pattern.substring(0, colon) : pattern), host);
	}

	private static boolean matches(String pattern, String host) {
		if (pattern.contains("*")) {
			return host.matches(
					Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b).orElse(""));
		}
		String name = pattern.replaceFirst("^\\.+", "");
		InetAddress address = address(name);
		return (address != null) ? address.equals(address(host)) : host.equals(name) || host.endsWith("." + name);
	}

	private static boolean isInNetwork(String network, String host) {
		int slash = network.indexOf('/');
		InetAddress start = address(bare(network.substring(0, slash)));
		InetAddress address = address(host);
		String bits = network.substring(slash + 1);
		return start != null && address != null && bits.matches("[0-9]{1,3}")
				&& haveSame(Integer.parseInt(bits), start.getAddress(), address.getAddress());
	}

	private static boolean haveSame(int bits, byte[] first, byte[] second) {
		if (first.length != second.length || bits > first.length * 8) {
			return false;
		}
		for (int i = 0; i < bits; i++) {
			int mask = 0x80 >> (i % 8);
			if ((first[i / 8] & mask) != (second[i / 8] & mask)) {
				return false;
			}
		}
		return true;
	}

	private static String bare(String host) {
		String lower = host.toLowerCase(Locale.ROOT);
		return (lower.startsWith("[") && lower.endsWith("]")) ? lower.substring(1, lower.length() - 1) : lower;
	}

	/**
	 * Return the address that a host name spells. No name is looked up.
	 */
	private static @Nullable InetAddress address(String host) {
		if (!ADDRESS.matcher(host).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(host);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

}
