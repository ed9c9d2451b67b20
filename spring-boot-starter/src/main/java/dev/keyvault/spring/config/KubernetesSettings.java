package dev.keyvault.spring.config;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.kubernetes.KubernetesApi;
import dev.keyvault.kubernetes.LeaseSettings;
import dev.keyvault.kubernetes.SecretSettings;

/**
 * Which Secrets an application keeps, and how. A bean if any are declared.
 *
 * @param api the API server, closed with the context
 * @param target the Secrets
 * @param lease the Lease that says who writes, or {@code null} if every replica does
 * @param watch whether the Secrets are watched
 * @param removal the namespace in which what is not declared any more is looked for, or
 * {@code null} if it is not
 * @param interval the time between two polls of Secrets that nothing is known to have
 * changed
 */
@Internal
public record KubernetesSettings(KubernetesApi api, SecretSettings target, @Nullable LeaseSettings lease, boolean watch,
		@Nullable String removal, Duration interval) implements AutoCloseable {

	@Override
	public void close() {
		this.api.close();
	}

}
