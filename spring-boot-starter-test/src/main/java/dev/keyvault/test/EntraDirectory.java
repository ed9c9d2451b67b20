package dev.keyvault.test;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One tenant of Entra ID with one application in it.
 */
final class EntraDirectory {

	private final URI authorityHost;

	private final String tenantId;

	private final AccessTokens tokens;

	private final String clientId = UUID.randomUUID().toString();

	private final String objectId = UUID.randomUUID().toString();

	private final List<String> clientAssertions = new CopyOnWriteArrayList<>();

	private volatile String clientSecret = UUID.randomUUID().toString();

	EntraDirectory(URI authorityHost, String tenantId, AccessTokens tokens) {
		this.authorityHost = authorityHost;
		this.tenantId = tenantId;
		this.tokens = tokens;
	}

	URI authorityHost() {
		return this.authorityHost;
	}

	URI authority() {
		return URI.create(this.authorityHost + "/" + this.tenantId);
	}

	String issuer() {
		return "https://sts.windows.net/" + this.tenantId + "/";
	}

	String tenantId() {
		return this.tenantId;
	}

	String clientId() {
		return this.clientId;
	}

	String clientSecret() {
		return this.clientSecret;
	}

	void setClientSecret(String clientSecret) {
		this.clientSecret = clientSecret;
	}

	AccessTokens tokens() {
		return this.tokens;
	}

	List<String> clientAssertions() {
		return this.clientAssertions;
	}

	String caller() {
		return "appid=%s;oid=%s;iss=%s".formatted(this.clientId, this.objectId, issuer());
	}

	String issueToken(String audience) {
		return this.tokens.issue(new JsonObject().with("aud", audience)
			.with("iss", issuer())
			.with("tid", this.tenantId)
			.with("appid", this.clientId)
			.with("oid", this.objectId)
			.with("sub", this.objectId));
	}

}
