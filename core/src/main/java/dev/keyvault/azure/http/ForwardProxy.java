package dev.keyvault.azure.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * A proxy on the way to a host.
 *
 * @param host the host name or address of the proxy
 * @param port the port of the proxy
 * @param login user name and password with a colon between them, or {@code null}
 * @param source the words for who says so
 */
record ForwardProxy(String host, int port, @Nullable SensitiveValue login, String source) {

	/**
	 * Return the words for this proxy.
	 * @return such as {@code 'proxy.example.org:3128'}
	 */
	String describe() {
		return "'%s:%d'".formatted(this.host, this.port);
	}

	Proxy toProxy() {
		return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(this.host, this.port));
	}

	/**
	 * Return the header that logs in.
	 * @return the value of {@code Proxy-Authorization}, or {@code null} without a login
	 */
	@Nullable String authorization() {
		return (this.login != null)
				? "Basic " + Base64.getEncoder().encodeToString(this.login.reveal().getBytes(StandardCharsets.UTF_8))
				: null;
	}

}
