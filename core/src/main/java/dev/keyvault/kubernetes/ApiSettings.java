package dev.keyvault.kubernetes;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * How the API server is reached.
 *
 * @param kubeconfig the kubeconfig file, or {@code null} to go by what the pod or the
 * machine has
 * @param timeout the time for one request
 * @param clock tells the time
 */
@Internal
public record ApiSettings(@Nullable Path kubeconfig, Duration timeout, Clock clock) {

	/**
	 * The time for one request if nothing else is said: 10 seconds.
	 */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

	public ApiSettings {
		if (timeout.isNegative() || timeout.isZero()) {
			throw new IllegalArgumentException("The time for a request must be longer than zero");
		}
	}

}
