package dev.keyvault.azure;

import org.jspecify.annotations.Nullable;

/**
 * What a token is for.
 *
 * @param scope the resource, such as {@code https://vault.azure.net/.default}
 * @param tenant the tenant to ask, or {@code null} for that of the credential
 */
record TokenScope(String scope, @Nullable String tenant) {

	/**
	 * The scope of credentials that do not care.
	 */
	static final TokenScope ANY = new TokenScope("", null);

}
