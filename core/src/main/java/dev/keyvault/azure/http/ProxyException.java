package dev.keyvault.azure.http;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Raised when a request that goes through a proxy fails, be it the fault of the proxy or
 * not.
 */
final class ProxyException extends IOException {

	private final transient ForwardProxy proxy;

	private final int status;

	/**
	 * Tell what failed.
	 * @param proxy the proxy
	 * @param status what it answered instead of connecting, or 0 if it did not
	 * @param cause the failure, or {@code null} if it answered
	 */
	ProxyException(ForwardProxy proxy, int status, @Nullable IOException cause) {
		super("A request through a proxy failed", cause);
		this.proxy = proxy;
		this.status = status;
	}

	ForwardProxy proxy() {
		return this.proxy;
	}

	int status() {
		return this.status;
	}

}
