package dev.keyvault.kubernetes;

/**
 * Raised when it cannot be told which workload the application runs as.
 */
final class WorkloadUnknownException extends KubernetesException {

	WorkloadUnknownException(String reason) {
		super("The workload that the application runs as cannot be found: %s.".formatted(reason),
				"Run the application in a pod whose name and namespace it is told, or take out what needs it, 'owner: workload' or 'remove-undeclared'.",
				null);
	}

}
