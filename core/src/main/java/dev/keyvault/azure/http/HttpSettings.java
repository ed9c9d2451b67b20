package dev.keyvault.azure.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * How requests to vaults and for tokens are sent. Immutable.
 *
 * @param connectTimeout how long one attempt to connect may take, with its TLS handshake
 * @param responseTimeout how long one answer may take, with its connection and its body
 * @param proxy the proxy to go through, or {@code null} for the one that the JVM or the
 * environment names, if any
 */
@Internal
public record HttpSettings(Duration connectTimeout, Duration responseTimeout, @Nullable ProxySettings proxy) {

	/**
	 * 5 s for a connection, 10 s for an answer.
	 */
	public static final HttpSettings DEFAULTS = new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(10));

	/**
	 * Make settings that leave the proxy to the JVM and the environment.
	 * @param connectTimeout how long one attempt to connect may take
	 * @param responseTimeout how long one answer may take
	 */
	public HttpSettings(Duration connectTimeout, Duration responseTimeout) {
		this(connectTimeout, responseTimeout, null);
	}

	public HttpSettings {
		if (!isPositive(connectTimeout) || !isPositive(responseTimeout)) {
			throw new IllegalArgumentException("The time for a connection and for an answer must be positive");
		}
		if (connectTimeout.compareTo(responseTimeout) > 0) {
			throw new IllegalArgumentException(
					"The time for a connection must not be longer than that for an answer, of which it is a part");
		}
	}

	private static boolean isPositive(Duration time) {
		return !time.isNegative() && !time.isZero();
	}

}
