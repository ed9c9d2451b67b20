package dev.keyvault.azure.credential;

import java.net.URI;

import org.jspecify.annotations.Nullable;

/**
 * An application whose client secret lies in a directory, which is read anew for each
 * token.
 *
 * @param directory the directory
 * @param tenantId the tenant of the application
 * @param authorityHost where the tenant gives out tokens
 * @param client sends requests
 */
record DirectoryCredential(ClientDirectory directory, String tenantId, URI authorityHost,
		TokenClient client) implements Credential {

	@Override
	public Token request(TokenScope scope, @Nullable String claims) {
		Application application = new Application(this.tenantId, this.directory.clientId(), this.authorityHost);
		SdkCredential sdk = new SdkCredential.ClientSecret(application, this.directory.clientSecret());
		return new IdentityCredential(sdk, this.client).request(scope, claims);
	}

	@Override
	public Principal principal() {
		return new Principal("client secret of directory '%s'".formatted(this.directory.path()), null, this.tenantId);
	}

	@Override
	public Need need() {
		return Need.SCOPE;
	}

}
