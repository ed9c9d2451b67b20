package dev.keyvault.kubernetes;

import java.util.List;
import java.util.Map;

import io.fabric8.mockwebserver.http.MockResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * A refusal of an API server, in its own words.
 */
class ApiProblem extends RuntimeException {

	private static final JsonMapper JSON = new JsonMapper();

	private final int code;

	private final String reason;

	private final List<Map<String, String>> causes;

	ApiProblem(int code, String reason, String message, List<Map<String, String>> causes) {
		super(message);
		this.code = code;
		this.reason = reason;
		this.causes = causes;
	}

	static ApiProblem of(int code, String reason, String message) {
		return new ApiProblem(code, reason, message, List.of());
	}

	static ApiProblem notFound(ApiRequest request) {
		return of(404, "NotFound", "%s \"%s\" not found".formatted(request.resource(), request.name()));
	}

	static ApiProblem forbidden(String verb, ApiRequest request) {
		return of(403, "Forbidden",
				"%1$s \"%2$s\" is forbidden: User \"system:serviceaccount:%3$s:app\" cannot %4$s resource \"%1$s\" in API group \"\" in the namespace \"%3$s\""
					.formatted(request.resource(), request.name(), request.namespace(), verb));
	}

	static ApiProblem stale(ApiRequest request) {
		return of(409, "Conflict",
				"Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply your changes to the latest version and try again"
					.formatted(request.resource(), request.name()));
	}

	static ApiProblem invalid(ApiRequest request, String field, String reason, String message) {
		return new ApiProblem(422, "Invalid",
				"Secret \"%s\" is invalid: %s: %s".formatted(request.name(), field, message),
				List.of(Map.of("reason", reason, "field", field, "message", message)));
	}

	static ApiProblem notUnderstood(RuntimeException failure) {
		return of(501, "NotImplemented", "the API server of the tests fails with " + failure);
	}

	static ApiProblem gone() {
		return of(410, "Expired", "too old resource version");
	}

	Map<String, Object> status() {
		return Map.of("apiVersion", "v1", "kind", "Status", "status", "Failure", "code", this.code, "reason",
				this.reason, "message", getMessage(), "details", Map.of("causes", this.causes));
	}

	MockResponse response() {
		return new MockResponse().setResponseCode(this.code)
			.setHeader("Content-Type", "application/json")
			.setBody(JSON.writeValueAsString(status()));
	}

}
