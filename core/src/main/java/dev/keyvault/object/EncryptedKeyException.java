package dev.keyvault.object;

import java.io.IOException;

/**
 * Raised when PEM has a private key that cannot be read without its password.
 */
public final class EncryptedKeyException extends IOException {

	EncryptedKeyException() {
		super("The private key is encrypted");
	}

}
