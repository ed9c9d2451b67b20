package dev.keyvault.kubernetes;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Raised when the API server asks its callers to slow down.
 */
final class ApiServerThrottledException extends KubernetesException {

	private final @Nullable Duration retryAfter;

	ApiServerThrottledException(@Nullable Duration retryAfter) {
		super("The Kubernetes API server is throttling its callers (HTTP 429)%s."
			.formatted((retryAfter != null) ? " and asks to wait " + retryAfter.toSeconds() + " s" : ""),
				"It is tried again later; let one replica write with 'keyvault.kubernetes.leader-election.enabled=true' if this goes on.",
				null);
		this.retryAfter = retryAfter;
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
