package dev.keyvault.spring.kubernetes;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import dev.keyvault.kubernetes.KubernetesException;
import dev.keyvault.kubernetes.OrphanedSecrets;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * Deletes Secrets that are not declared any more, and tells. A failure is left to the
 * next start.
 */
final class SecretsRemoval implements Runnable {

	private static final Log logger = LogFactory.getLog(SecretsLifecycle.class);

	private final OrphanedSecrets secrets;

	private final String namespace;

	SecretsRemoval(OrphanedSecrets secrets, String namespace) {
		this.secrets = secrets;
		this.namespace = namespace;
	}

	@Override
	public void run() {
		try {
			this.secrets.remove(this.namespace).forEach(SecretsRemoval::tell);
		}
		catch (KubernetesException ex) {
			logger.warn(ex.getMessage());
		}
	}

	private static void tell(WriteOutcome outcome) {
		if (outcome.failure() != null) {
			logger.warn(outcome.failure().getMessage());
		}
		else if (outcome.result() == WriteResult.DELETED) {
			logger.info(outcome.destination().describe() + ": deleted, since it is not declared any more");
		}
	}

}
