package dev.keyvault.kubernetes;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Raised when the API server gives no usable answer.
 */
final class ApiServerUnavailableException extends KubernetesException {

	private final @Nullable Duration retryAfter;

	private ApiServerUnavailableException(String reason, String action, @Nullable Duration retryAfter,
			@Nullable Throwable cause) {
		super(reason, action, cause);
		this.retryAfter = retryAfter;
	}

	static ApiServerUnavailableException unreachable(String address, Throwable cause) {
		return new ApiServerUnavailableException("The Kubernetes API server at %s does not answer.".formatted(address),
				"Check that it can be reached from here; it is asked again later.", null, cause);
	}

	static ApiServerUnavailableException failing(String address, int status, @Nullable Duration retryAfter) {
		return new ApiServerUnavailableException(
				"The Kubernetes API server at %s fails (HTTP %d).".formatted(address, status),
				"Look into the state of the cluster; it is asked again later.", retryAfter, null);
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
