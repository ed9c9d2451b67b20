package dev.keyvault.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Ends the handling of a request with an error.
 */
final class RequestRefusedException extends RuntimeException {

	private final transient ResponseDefinition response;

	RequestRefusedException(String message, ResponseDefinition response) {
		super(message);
		this.response = response;
	}

	ResponseDefinition response() {
		return this.response;
	}

}
