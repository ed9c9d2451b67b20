package dev.keyvault.azure.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpPipeline;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.object.SensitiveValue;

/**
 * Gets tokens through the identity library of the Azure SDK. Each token is requested with
 * a new SDK credential: tokens are kept by {@link TokenCache}, and what the SDK keeps
 * would outlive a secret that rotated or a token that was revoked.
 *
 * @param sdk makes the SDK credentials
 * @param client sends their requests
 */
record IdentityCredential(SdkCredential sdk, TokenClient client) implements Credential {

	@Override
	public Principal principal() {
		return this.sdk.principal();
	}

	@Override
	public Need need() {
		return this.sdk.need();
	}

	@Override
	public Token request(TokenScope scope, @Nullable String claims) {
		AzureEnvironment environment = this.client.environment();
		TokenExchange exchange = new TokenExchange(this.sdk.patience(environment.http()), environment.timer());
		try {
			HttpPipeline pipeline = exchange.pipeline(this.client);
			return convert(this.sdk.create(pipeline, this.client.executor()).getTokenSync(context(scope, claims)));
		}
		catch (CredentialException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			CredentialException failure = exchange.findFailure(principal());
			throw (failure != null) ? failure : this.sdk.explain(ex);
		}
	}

	private static TokenRequestContext context(TokenScope scope, @Nullable String claims) {
		return new TokenRequestContext().addScopes(scope.scope())
			.setTenantId(scope.tenant())
			.setClaims(claims)
			.setCaeEnabled(true);
	}

	/**
	 * Convert what the SDK gives. Its times are those of the machine's clock, which may
	 * be set while the token is in use.
	 */
	private Token convert(AccessToken token) {
		Instant now = this.client.environment().clock().instant();
		Instant expires = token.getExpiresAt().toInstant();
		Instant renewFrom = renewFrom(token.getRefreshAt(), now, expires.minus(5, ChronoUnit.MINUTES));
		return new Token(SensitiveValue.of(token.getToken()), onTimer(now, expires), onTimer(now, renewFrom));
	}

	private Instant onTimer(Instant now, Instant moment) {
		return this.client.environment().timer().instant().plus(Duration.between(now, moment));
	}

	private static Instant renewFrom(@Nullable OffsetDateTime proposed, Instant now, Instant latest) {
		boolean useful = proposed != null && proposed.toInstant().isAfter(now) && proposed.toInstant().isBefore(latest);
		return (useful && proposed != null) ? proposed.toInstant() : latest;
	}

}
