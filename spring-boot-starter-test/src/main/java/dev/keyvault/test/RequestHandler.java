package dev.keyvault.test;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Answers requests.
 */
@FunctionalInterface
interface RequestHandler {

	/**
	 * Answers one request.
	 * @param request the request
	 * @return the answer
	 * @throws RequestRefusedException if the answer is an error
	 */
	ResponseDefinition handle(VaultRequest request);

}
