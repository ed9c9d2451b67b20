package dev.keyvault.test;

import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.common.Json;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * Makes responses that carry JSON.
 */
final class JsonResponse {

	private JsonResponse() {
	}

	static ResponseDefinition ok(Map<String, Object> body) {
		return builder(200, body).build();
	}

	static ResponseDefinitionBuilder builder(int status, Map<String, Object> body) {
		return new ResponseDefinitionBuilder().withStatus(status)
			.withHeader("Content-Type", "application/json; charset=utf-8")
			.withHeader("Cache-Control", "no-cache")
			.withBody(Json.toByteArray(body));
	}

}
