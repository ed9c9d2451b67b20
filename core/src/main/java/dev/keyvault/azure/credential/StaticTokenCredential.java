package dev.keyvault.azure.credential;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * Gives a configured token.
 *
 * @param token the token
 */
record StaticTokenCredential(SensitiveValue token) implements Credential {

	@Override
	public Token request(TokenScope scope, @Nullable String claims) {
		return Token.endless(this.token);
	}

	@Override
	public Principal principal() {
		return new Principal("static token", null, null);
	}

	@Override
	public Need need() {
		return Need.NOTHING;
	}

}
