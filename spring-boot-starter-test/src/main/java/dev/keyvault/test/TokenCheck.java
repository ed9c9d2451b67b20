package dev.keyvault.test;

import java.net.URI;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Lets only requests with a valid bearer token pass and challenges the others.
 */
final class TokenCheck implements RequestHandler {

	private static final String BEARER = "Bearer ";

	private final EntraDirectory directory;

	private final URI resource;

	private final RequestHandler next;

	TokenCheck(EntraDirectory directory, URI resource, RequestHandler next) {
		this.directory = directory;
		this.resource = resource;
		this.next = next;
	}

	@Override
	public ResponseDefinition handle(VaultRequest request) {
		String authorization = request.authorization();
		if (authorization == null || !authorization.startsWith(BEARER)) {
			return challenge("AKV10000: Request is missing a Bearer or PoP token.");
		}
		String complaint = complaint(authorization.substring(BEARER.length()).trim());
		return (complaint != null) ? challenge(complaint) : this.next.handle(request);
	}

	private @Nullable String complaint(String token) {
		return switch (this.directory.tokens().state(token)) {
			case VALID -> null;
			case EXPIRED -> "[TokenExpired] Error validating token: 'IDX10223'.";
			case UNKNOWN -> "AKV10032: Invalid issuer. Expected one of %s/, found an unknown issuer."
				.formatted(this.directory.authority());
		};
	}

	private ResponseDefinition challenge(String message) {
		String header = "Bearer authorization=\"%s\", resource=\"%s\"".formatted(this.directory.authority(),
				this.resource);
		return VaultError.unauthorized(message).response().withHeader("WWW-Authenticate", header).build();
	}

}
