package dev.keyvault.azure.credential;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Gets tokens from a credential of the application's own.
 *
 * @param credential the credential
 * @param clock tells what time it is
 */
record CustomCredential(TokenCredential credential, Clock clock) implements Credential {

	@Override
	public Token request(TokenScope scope, @Nullable String claims) {
		AccessToken token = ask(new TokenRequestContext().addScopes(scope.scope())
			.setTenantId(scope.tenant())
			.setClaims(claims)
			.setCaeEnabled(true));
		if (token == null) {
			throw refused("gives none");
		}
		Instant expires = token.getExpiresAt().toInstant();
		Instant latest = expires.minus(5, ChronoUnit.MINUTES);
		boolean isProposed = token.getRefreshAt() != null && token.getRefreshAt().toInstant().isBefore(latest)
				&& token.getRefreshAt().toInstant().isAfter(this.clock.instant());
		return new Token(SensitiveValue.of(token.getToken()), expires,
				isProposed ? token.getRefreshAt().toInstant() : latest);
	}

	private @Nullable AccessToken ask(TokenRequestContext context) {
		try {
			return this.credential.getTokenSync(context);
		}
		catch (CredentialException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// What it says may quote what it knows.
			throw refused("failed with " + ex.getClass().getName());
		}
	}

	private CredentialException refused(String what) {
		return CredentialException.refused("%s %s".formatted(principal().describe(), what),
				"Check the credential that the application registers in the bootstrap registry.");
	}

	@Override
	public Principal principal() {
		return new Principal("custom credential " + this.credential.getClass().getName(), null, null);
	}

	@Override
	public Need need() {
		return Need.SCOPE;
	}

}
