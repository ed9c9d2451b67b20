package dev.keyvault.azure.credential;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * One way to get tokens. Thread-safe.
 */
@Internal
public interface Credential {

	/**
	 * Get a new token, blocking for some seconds at most.
	 * @param scope what the token is for
	 * @param claims what the token has to claim besides, as JSON, or {@code null}
	 * @return the token
	 * @throws CredentialException if there is none
	 */
	Token request(TokenScope scope, @Nullable String claims);

	/**
	 * Return who this is.
	 * @return the principal
	 */
	Principal principal();

	/**
	 * Return what this has to be told about a vault before it can get a token.
	 * @return the need
	 */
	Need need();

	/**
	 * What a credential has to know of a vault.
	 */
	enum Need {

		/**
		 * Nothing: the token is given.
		 */
		NOTHING,

		/**
		 * The scope.
		 */
		SCOPE,

		/**
		 * The scope and the tenant.
		 */
		SCOPE_AND_TENANT

	}

}
