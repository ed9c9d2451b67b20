package dev.keyvault.test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;

/**
 * The token endpoint of Entra ID and the two documents by which clients discover it.
 */
final class EntraHandler implements RequestHandler {

	private final EntraDirectory directory;

	private final Clock clock;

	EntraHandler(EntraDirectory directory, Clock clock) {
		this.directory = directory;
		this.clock = clock;
	}

	static boolean isTokenRequest(VaultRequest call) {
		return call.path().endsWith("/oauth2/v2.0/token");
	}

	@Override
	public ResponseDefinition handle(VaultRequest call) {
		if (isTokenRequest(call)) {
			return token(call.segment(0), FormParameters.parse(call.body()));
		}
		if (call.path().equals("/common/discovery/instance")) {
			return JsonResponse.ok(instance().members());
		}
		if (call.path().endsWith("/v2.0/.well-known/openid-configuration")) {
			return isKnown(call.segment(0)) ? JsonResponse.ok(openIdConfiguration().members())
					: refused(TokenError.unknownTenant(call.segment(0)));
		}
		return new ResponseDefinitionBuilder().withStatus(404).build();
	}

	private ResponseDefinition token(String tenant, Map<String, String> form) {
		EntraRequest request = new EntraRequest(form);
		if (!isKnown(tenant)) {
			return refused(TokenError.unknownTenant(tenant));
		}
		TokenError error = request.check(this.directory);
		return (error != null) ? refused(error) : granted(request);
	}

	private boolean isKnown(String tenant) {
		return Objects.equals(tenant, this.directory.tenantId());
	}

	private ResponseDefinition refused(TokenError error) {
		return error.response(this.clock.instant());
	}

	private ResponseDefinition granted(EntraRequest request) {
		long lifetime = this.directory.tokens().lifetime().toSeconds();
		return JsonResponse.ok(new JsonObject().with("token_type", "Bearer")
			.with("expires_in", lifetime)
			.with("ext_expires_in", lifetime)
			.with("access_token", this.directory.issueToken(request.audience()))
			.members());
	}

	private JsonObject instance() {
		String host = this.directory.authorityHost().getAuthority();
		JsonObject metadata = new JsonObject().with("preferred_network", host)
			.with("preferred_cache", host)
			.with("aliases", List.of(host));
		return new JsonObject()
			.with("tenant_discovery_endpoint", this.directory.authority() + "/v2.0/.well-known/openid-configuration")
			.with("api-version", "1.1")
			.with("metadata", List.of(metadata.members()));
	}

	private JsonObject openIdConfiguration() {
		String authority = this.directory.authority().toString();
		return new JsonObject().with("issuer", authority + "/v2.0")
			.with("authorization_endpoint", authority + "/oauth2/v2.0/authorize")
			.with("token_endpoint", authority + "/oauth2/v2.0/token")
			.with("device_authorization_endpoint", authority + "/oauth2/v2.0/devicecode")
			.with("jwks_uri", authority + "/discovery/v2.0/keys")
			.with("token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"))
			.with("response_types_supported", List.of("code"))
			.with("subject_types_supported", List.of("pairwise"))
			.with("id_token_signing_alg_values_supported", List.of("RS256"));
	}

}
