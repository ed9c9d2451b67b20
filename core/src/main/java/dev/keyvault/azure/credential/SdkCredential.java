package dev.keyvault.azure.credential;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpPipeline;

import dev.keyvault.azure.http.HttpSettings;

/**
 * How one kind of credential is made with the identity library of the Azure SDK.
 */
interface SdkCredential {

	/**
	 * Return who asks for tokens.
	 * @return the principal
	 */
	Principal principal();

	/**
	 * Return what has to be known of a vault.
	 * @return the need
	 */
	default Credential.Need need() {
		return Credential.Need.SCOPE;
	}

	/**
	 * Return how long the requests for a token may take.
	 * @param http how long one of them may
	 * @return the time for an answer and another connection unless overridden
	 */
	default Duration patience(HttpSettings http) {
		return http.connectTimeout().plus(http.responseTimeout());
	}

	/**
	 * Make a credential for one token.
	 * @param pipeline sends its requests
	 * @param executor runs them
	 * @return the credential
	 * @throws CredentialException if what it needs cannot be read
	 */
	TokenCredential create(HttpPipeline pipeline, ExecutorService executor);

	/**
	 * Tell why there is no token though the network did its part.
	 * @param failure what the SDK says
	 * @return the failure
	 */
	CredentialException explain(RuntimeException failure);

}
