package dev.keyvault.azure;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpPipeline;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Gets tokens through the identity library of the Azure SDK. Each token is requested with
 * a new SDK credential: tokens are kept by {@link TokenSupply}, and what the SDK keeps
 * would outlive a secret that rotated or a token that was revoked.
 *
 * @param recipe makes the SDK credentials
 * @param client sends their requests
 */
record IdentityCredential(Recipe recipe, TokenClient client) implements Credential {

	@Override
	public Principal principal() {
		return this.recipe.principal();
	}

	@Override
	public Need need() {
		return this.recipe.need();
	}

	@Override
	public Token request(TokenScope scope, @Nullable String claims) {
		AzureEnvironment environment = this.client.environment();
		TokenExchange exchange = new TokenExchange(this.recipe.patience(environment.http()), environment.clock());
		try {
			HttpPipeline pipeline = exchange.pipeline(this.client);
			return convert(this.recipe.create(pipeline, this.client.executor()).getTokenSync(context(scope, claims)));
		}
		catch (CredentialException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			CredentialException failure = exchange.findFailure(principal());
			throw (failure != null) ? failure : this.recipe.explain(ex);
		}
	}

	private static TokenRequestContext context(TokenScope scope, @Nullable String claims) {
		return new TokenRequestContext().addScopes(scope.scope())
			.setTenantId(scope.tenant())
			.setClaims(claims)
			.setCaeEnabled(true);
	}

	private Token convert(AccessToken token) {
		Instant expires = token.getExpiresAt().toInstant();
		return new Token(SensitiveValue.of(token.getToken()), expires,
				renewFrom(token.getRefreshAt(), expires.minus(5, ChronoUnit.MINUTES)));
	}

	private Instant renewFrom(@Nullable OffsetDateTime proposed, Instant latest) {
		boolean useful = proposed != null && proposed.toInstant().isAfter(this.client.environment().clock().instant())
				&& proposed.toInstant().isBefore(latest);
		return (useful && proposed != null) ? proposed.toInstant() : latest;
	}

}
