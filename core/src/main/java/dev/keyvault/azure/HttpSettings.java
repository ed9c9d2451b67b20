package dev.keyvault.azure;

import java.time.Duration;

/**
 * How requests to vaults and for tokens are sent. Immutable.
 *
 * @param connectTimeout how long one attempt to connect may take, with its TLS handshake
 * @param responseTimeout how long one answer may take, with its connection and its body
 */
public record HttpSettings(Duration connectTimeout, Duration responseTimeout) {

	/**
	 * 5 s for a connection, 10 s for an answer.
	 */
	public static final HttpSettings DEFAULTS = new HttpSettings(Duration.ofSeconds(5), Duration.ofSeconds(10));

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
