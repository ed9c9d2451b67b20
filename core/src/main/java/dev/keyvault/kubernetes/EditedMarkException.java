package dev.keyvault.kubernetes;

/**
 * Raised when others have changed what a Secret says of itself.
 */
final class EditedMarkException extends RuntimeException {

	EditedMarkException(String message) {
		super(message);
	}

}
