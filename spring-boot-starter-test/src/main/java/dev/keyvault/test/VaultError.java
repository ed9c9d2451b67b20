package dev.keyvault.test;

import java.time.Duration;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * An error as a vault tells it.
 *
 * @param status the HTTP status
 * @param code the code
 * @param message the message
 * @param innerCode the code of the inner error, if there is one
 */
record VaultError(int status, String code, String message, @Nullable String innerCode) {

	private static final String NOT_FOUND = "A %s with (name/id) %s was not found in this key vault. "
			+ "If you recently deleted this %1$s you may be able to recover it using the correct recovery command. "
			+ "For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182";

	static final VaultError THROTTLED = new VaultError(429, "Throttled",
			"Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
			null);

	static VaultError badParameter(String message) {
		return new VaultError(400, "BadParameter", message, null);
	}

	static VaultError unauthorized(String message) {
		return new VaultError(401, "Unauthorized", message, null);
	}

	static VaultError forbidden(String innerCode, String message) {
		return new VaultError(403, "Forbidden", message, innerCode);
	}

	static VaultError notFound(ObjectType type, String id) {
		return new VaultError(404, type.code("NotFound"), NOT_FOUND.formatted(type.label(), id), null);
	}

	static VaultError disabled(ObjectType type) {
		return forbidden(type.code("Disabled"),
				"Operation get is not allowed on a disabled %s.".formatted(type.label()));
	}

	ResponseDefinitionBuilder response() {
		JsonObject error = new JsonObject().with("code", this.code).with("message", this.message);
		error.with("innererror", (this.innerCode != null) ? new JsonObject().with("code", this.innerCode) : null);
		return JsonResponse.builder(this.status, new JsonObject().with("error", error).members());
	}

	ResponseDefinition responseAfter(Duration wait) {
		long seconds = Math.max(0, wait.plusMillis(999).toSeconds());
		return response().withHeader("Retry-After", Long.toString(seconds)).build();
	}

	RequestRefusedException asException() {
		return new RequestRefusedException(this.message, response().build());
	}

}
