package dev.keyvault.test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.github.tomakehurst.wiremock.common.Json;

/**
 * Issues access tokens and knows them again.
 */
final class AccessTokens {

	private final Map<String, Instant> issued = new ConcurrentHashMap<>();

	private final Clock clock;

	private final Duration lifetime;

	AccessTokens(Clock clock, Duration lifetime) {
		this.clock = clock;
		this.lifetime = lifetime;
	}

	Duration lifetime() {
		return this.lifetime;
	}

	String issue(JsonObject claims) {
		Instant now = this.clock.instant();
		Instant expires = now.plus(this.lifetime);
		claims.with("iat", now.getEpochSecond())
			.with("nbf", now.getEpochSecond())
			.with("exp", expires.getEpochSecond())
			.with("uti", UUID.randomUUID().toString());
		String token = part(new JsonObject().with("typ", "JWT").with("alg", "RS256")) + "." + part(claims) + "."
				+ encode(UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII));
		this.issued.put(token, expires);
		return token;
	}

	State state(String token) {
		Instant expires = this.issued.get(token);
		if (expires == null) {
			return State.UNKNOWN;
		}
		return this.clock.instant().isBefore(expires) ? State.VALID : State.EXPIRED;
	}

	void expireAll() {
		this.issued.replaceAll((token, expires) -> Instant.MIN);
	}

	private static String part(JsonObject json) {
		return encode(Json.toByteArray(json.members()));
	}

	private static String encode(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	/**
	 * What a token is worth.
	 */
	enum State {

		/**
		 * Issued here and still good.
		 */
		VALID,

		/**
		 * Issued here, but no longer good.
		 */
		EXPIRED,

		/**
		 * Not issued here.
		 */
		UNKNOWN

	}

}
