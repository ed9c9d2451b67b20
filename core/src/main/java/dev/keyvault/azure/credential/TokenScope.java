package dev.keyvault.azure.credential;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * What a token is for.
 *
 * @param scope the resource, such as {@code https://vault.azure.net/.default}
 * @param tenant the tenant to ask, or {@code null} for that of the credential
 */
@Internal
public record TokenScope(String scope, @Nullable String tenant) {

	/**
	 * The scope of credentials that do not care.
	 */
	public static final TokenScope ANY = new TokenScope("", null);

}
