package dev.keyvault.kubernetes;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Raised when the API server gives no usable answer.
 */
final class ApiServerUnavailableException extends KubernetesException {

	private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

	private final @Nullable Duration retryAfter;

	private final boolean away;

	private ApiServerUnavailableException(String reason, String action, @Nullable Duration retryAfter, boolean away,
			@Nullable Throwable cause) {
		super(reason, action, cause);
		this.retryAfter = retryAfter;
		this.away = away;
	}

	static ApiServerUnavailableException unreachable(String address, Throwable cause) {
		return new ApiServerUnavailableException("The Kubernetes API server at %s does not answer.".formatted(address),
				"Check that it can be reached from here; it is tried again later.", null, true, cause);
	}

	static ApiServerUnavailableException failing(String address, int status, @Nullable Duration retryAfter) {
		return new ApiServerUnavailableException(
				"The Kubernetes API server at %s fails (HTTP %d).".formatted(address, status),
				"Check the state of the cluster; it is tried again later.", retryAfter,
				retryAfter == null && GATEWAY.contains(status), null);
	}

	/**
	 * Return whether nothing but another answer is waited for.
	 * @return whether there is no API server, and it did not say when it is back
	 */
	boolean isAway() {
		return this.away;
	}

	@Override
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	@Override
	public Reach reach() {
		return Reach.SERVER;
	}

}
