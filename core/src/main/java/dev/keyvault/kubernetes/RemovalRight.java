package dev.keyvault.kubernetes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.kubernetes.KubernetesException.AccessRefusedException;
import dev.keyvault.kubernetes.KubernetesException.WorkloadUnknownException;
import dev.keyvault.kubernetes.SecretPolicy.OnRemoval;

/**
 * Says which workload may delete a Secret that is written with
 * {@code on-removal: delete}: the application's own, if it has a name. A workload that
 * cannot be found is told once, and keeps no Secret from being written. Thread-safe.
 */
final class RemovalRight {

	private static final Logger logger = LoggerFactory.getLogger(RemovalRight.class);

	private final @Nullable Workload workload;

	private boolean refused;

	RemovalRight(@Nullable String application, @Nullable Workload workload) {
		this.workload = (application != null) ? workload : null;
	}

	/**
	 * Find the workload that may delete a Secret.
	 * @param secret the Secret
	 * @return the workload, or {@code null} if nobody may
	 * @throws KubernetesException if the API server does not tell now
	 */
	synchronized @Nullable String find(SecretDeclaration secret) {
		boolean wanted = secret.policy().onRemoval() == OnRemoval.DELETE && !this.refused;
		return (wanted && this.workload != null) ? find(this.workload, secret.id()) : null;
	}

	private @Nullable String find(Workload own, SecretId id) {
		try {
			return own.identity(id);
		}
		catch (WorkloadUnknownException | AccessRefusedException ex) {
			this.refused = true;
			logger.warn("Secrets with 'on-removal: delete' are written, and not deleted later: {}", ex.getMessage());
			return null;
		}
	}

}
