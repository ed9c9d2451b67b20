package dev.keyvault.spring.ssl;

/**
 * Raised when a vault declares an SSL bundle whose name is already in use.
 */
final class DuplicateSslBundleException extends RuntimeException {

	private final String bundle;

	DuplicateSslBundleException(String bundle) {
		super("SSL bundle '%s' is declared by a vault and elsewhere, such as under 'spring.ssl.bundle'."
			.formatted(bundle));
		this.bundle = bundle;
	}

	String bundle() {
		return this.bundle;
	}

}
