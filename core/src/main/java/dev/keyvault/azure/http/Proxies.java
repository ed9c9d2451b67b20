package dev.keyvault.azure.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Finds the proxy on the way to a host. The first that says something about proxies
 * decides: the settings, the properties of the JVM, the selector that the application has
 * set, the environment variables. The services of this machine, which speak HTTP without
 * TLS or have a loopback or link-local address, are never reached through a proxy.
 * Thread-safe.
 */
final class Proxies extends ProxySelector {

	private static final Pattern VARIABLE = Pattern.compile(
			"(?:http://)?(?:(?<login>[^@/]*)@)?(?<host>\\[[0-9A-Fa-f:.]+]|[^\\[\\]:@/?#\\s]+)(?::(?<port>[0-9]{1,5}))?/?",
			Pattern.CASE_INSENSITIVE);

	private static final String JVM = "the JVM properties https.proxyUser and https.proxyPassword";

	private final AzureEnvironment environment;

	private final @Nullable ForwardProxy ofVariable;

	/**
	 * Read who says what.
	 * @param environment the environment
	 * @throws IllegalArgumentException if the environment variable is not the address of
	 * a proxy; the message is a sentence for users
	 */
	Proxies(AzureEnvironment environment) {
		this.environment = environment;
		this.ofVariable = ofVariable(environment);
	}

	/**
	 * Return the proxy on the way to an address.
	 * @param address the address
	 * @return the proxy, or {@code null} if there is none
	 */
	@Nullable ForwardProxy find(URI address) {
		String host = address.getHost();
		if (host == null || !"https".equalsIgnoreCase(address.getScheme()) || DirectHosts.isNear(host)) {
			return null;
		}
		int port = (address.getPort() != -1) ? address.getPort() : 443;
		ProxySettings settings = this.environment.http().proxy();
		if (settings != null) {
			return DirectHosts.of(settings.nonProxyHosts()).include(host, port) ? null : ofSettings(settings);
		}
		String ofJvm = this.environment.property("https.proxyHost");
		return (ofJvm != null) ? ofJvm(ofJvm, host, port) : ofSurroundings(address, host, port);
	}

	/**
	 * Tell whether somebody has given user name and password for a proxy.
	 * @return whether a proxy may have to be logged in to
	 */
	boolean haveLogin() {
		ProxySettings settings = this.environment.http().proxy();
		return (settings != null && settings.username() != null) || this.environment.property("https.proxyUser") != null
				|| (this.ofVariable != null && this.ofVariable.login() != null);
	}

	private static ForwardProxy ofSettings(ProxySettings settings) {
		return new ForwardProxy(settings.host(), settings.port(), login(settings.username(), settings.password()),
				"'{setting}.http.proxy.username' and '{setting}.http.proxy.password'");
	}

	private @Nullable ForwardProxy ofJvm(String proxy, String host, int port) {
		String direct = this.environment.property("http.nonProxyHosts");
		boolean isDirect = direct != null && Stream.of(direct.split("\\|"))
			.anyMatch((pattern) -> pattern.contains("*") ? DirectHosts.of(List.of(pattern)).include(host, port)
					: pattern.strip().equalsIgnoreCase(host));
		return isDirect ? null : new ForwardProxy(proxy, port("https.proxyPort", 443), loginOfJvm(), JVM);
	}

	private int port(String property, int otherwise) {
		String port = this.environment.property(property);
		return (port != null && port.matches("[0-9]{1,5}")) ? Integer.parseInt(port) : otherwise;
	}

	private @Nullable SensitiveValue loginOfJvm() {
		String password = this.environment.property("https.proxyPassword");
		return login(this.environment.property("https.proxyUser"),
				(password != null) ? SensitiveValue.of(password) : null);
	}

	private static @Nullable SensitiveValue login(@Nullable String username, @Nullable SensitiveValue password) {
		if (username == null || username.isBlank()) {
			return null;
		}
		return SensitiveValue.of(username + ":" + ((password != null) ? password.reveal() : ""));
	}

	private @Nullable ForwardProxy ofSurroundings(URI address, String host, int port) {
		ForwardProxy ofSelector = ofSelector(address);
		if (ofSelector != null) {
			return ofSelector;
		}
		String direct = variable(this.environment, "NO_PROXY");
		boolean isDirect = direct != null && DirectHosts.of(List.of(direct.split("[,\\s]+"))).include(host, port);
		return isDirect ? null : this.ofVariable;
	}

	private @Nullable ForwardProxy ofSelector(URI address) {
		ProxySelector selector = this.environment.proxySelector().get();
		if (selector == null) {
			return null;
		}
		return selector.select(address)
			.stream()
			.filter((proxy) -> proxy.type() == Proxy.Type.HTTP)
			.map(Proxy::address)
			.filter(InetSocketAddress.class::isInstance)
			.map(InetSocketAddress.class::cast)
			.map((socket) -> new ForwardProxy(socket.getHostString(), socket.getPort(), loginOfJvm(), JVM))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable ForwardProxy ofVariable(AzureEnvironment environment) {
		String value = variable(environment, "HTTPS_PROXY");
		if (value == null) {
			return null;
		}
		Matcher matcher = VARIABLE.matcher(value);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"The environment variable HTTPS_PROXY is not the address of a proxy: expected http://[user:password@]host[:port], with user and password percent-encoded.");
		}
		String port = matcher.group("port");
		return new ForwardProxy(matcher.group("host"), (port != null) ? Integer.parseInt(port) : 80,
				loginOfVariable(matcher.group("login")), "the environment variable HTTPS_PROXY");
	}

	private static @Nullable SensitiveValue loginOfVariable(@Nullable String login) {
		if (login == null || login.isEmpty()) {
			return null;
		}
		Function<String, String> decode = (text) -> URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		int colon = login.indexOf(':');
		try {
			return (colon < 0) ? login(decode.apply(login), null) : login(decode.apply(login.substring(0, colon)),
					SensitiveValue.of(decode.apply(login.substring(colon + 1))));
		}
		catch (IllegalArgumentException ex) {
			// What it says quotes a part of the password.
			throw new IllegalArgumentException(
					"User or password in the environment variable HTTPS_PROXY are not percent-encoded: write %25 for a %.");
		}
	}

	private static @Nullable String variable(AzureEnvironment environment, String name) {
		String value = environment.variable(name);
		return (value != null) ? value : environment.variable(name.toLowerCase(Locale.ROOT));
	}

	@Override
	public List<Proxy> select(URI uri) {
		ForwardProxy proxy = find(uri);
		return List.of((proxy != null) ? proxy.toProxy() : Proxy.NO_PROXY);
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException failure) {
		// There is no other way to try.
	}

}
