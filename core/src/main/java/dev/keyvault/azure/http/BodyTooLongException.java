package dev.keyvault.azure.http;

import java.io.IOException;

/**
 * Raised when a body is longer than is read.
 */
final class BodyTooLongException extends IOException {

	BodyTooLongException(int limit) {
		super("The body is longer than " + limit + " bytes");
	}

}
