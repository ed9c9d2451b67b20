package dev.keyvault.kubernetes;

/**
 * Raised when the API server knows the caller and refuses the operation, or does not know
 * the caller.
 */
final class AccessRefusedException extends KubernetesException {

	private final Reach reach;

	private AccessRefusedException(String reason, String action, Reach reach) {
		super(reason, action, null);
		this.reach = reach;
	}

	static AccessRefusedException of(Access access) {
		return new AccessRefusedException("The Kubernetes API server does not allow %s.".formatted(access.describe()),
				"Add this rule to a Role in namespace '%s' that is bound to the application's ServiceAccount:\n%s"
					.formatted(access.namespace(), access.rule()),
				Reach.SECRET);
	}

	static AccessRefusedException unauthenticated() {
		return new AccessRefusedException(
				"The Kubernetes API server does not accept the application's token or certificate (HTTP 401): there is none, it has expired, or it is not for this cluster.",
				"Let the pod mount the token of its ServiceAccount (automountServiceAccountToken), or renew what the kubeconfig names; it is tried again later.",
				Reach.SERVER);
	}

	@Override
	public Reach reach() {
		return this.reach;
	}

}
