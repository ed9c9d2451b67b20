package dev.keyvault.test;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * An error as the token endpoint of Entra ID tells it.
 *
 * @param status the HTTP status
 * @param error the OAuth 2.0 error
 * @param code the number behind AADSTS
 * @param message the message
 */
record TokenError(int status, String error, int code, String message) {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter
		.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	static TokenError unknownTenant(String tenant) {
		return new TokenError(400, "invalid_request", 90002,
				"Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the "
					.formatted(tenant)
						+ "correct cloud. Check with your subscription administrator, this may happen if there are no "
						+ "active subscriptions for the tenant.");
	}

	static TokenError unknownClient(String client, String tenant) {
		return new TokenError(400, "unauthorized_client", 700016,
				"Application with identifier '%s' was not found in the directory '%s'. ".formatted(client, tenant)
						+ "This can happen if the application has not been installed by the administrator of the tenant "
						+ "or consented to by any user in the tenant. You may have sent your authentication request to "
						+ "the wrong tenant.");
	}

	static TokenError wrongSecret(String client) {
		return new TokenError(401, "invalid_client", 7000215,
				"Invalid client secret provided. Ensure the secret being sent in the request is the client secret "
						+ "value, not the client secret ID, for a secret added to app '%s'.".formatted(client));
	}

	static TokenError noCredential() {
		return new TokenError(401, "invalid_client", 7000218,
				"The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");
	}

	static TokenError malformedAssertion() {
		return new TokenError(401, "invalid_client", 50027, "JWT token is invalid or malformed.");
	}

	static TokenError unsupportedGrant(String grant) {
		return new TokenError(400, "unsupported_grant_type", 70003,
				"The app requested an unsupported grant type '%s'.".formatted(grant));
	}

	ResponseDefinition response(Instant now) {
		String timestamp = TIMESTAMP.format(now);
		String trace = UUID.randomUUID().toString();
		String correlation = UUID.randomUUID().toString();
		String description = "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s".formatted(this.code,
				this.message, trace, correlation, timestamp);
		JsonObject body = new JsonObject().with("error", this.error)
			.with("error_description", description)
			.with("error_codes", List.of(this.code))
			.with("timestamp", timestamp)
			.with("trace_id", trace)
			.with("correlation_id", correlation)
			.with("error_uri", "https://login.microsoftonline.com/error?code=" + this.code);
		return JsonResponse.builder(this.status, body.members()).build();
	}

}
