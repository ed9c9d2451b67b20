package dev.keyvault.azure.credential;

import java.net.URI;
import java.nio.file.Path;

import com.azure.core.credential.TokenCredential;
import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.object.SensitiveValue;

/**
 * How an application proves to Azure who it is. Vaults whose settings are equal share one
 * credential and its tokens. Immutable.
 *
 * @param type the way to do it
 * @param tenantId the tenant of the application, or {@code null} to take it from the
 * environment or the vault
 * @param clientId the application or the user-assigned identity, or {@code null} to take
 * it from the environment or the machine
 * @param clientSecret the password of the application
 * @param clientCertificatePath the PEM or PKCS#12 file with the certificate of the
 * application and its private key
 * @param clientCertificatePassword the password of the PKCS#12 file
 * @param directory the directory of a mounted Kubernetes Secret that holds the
 * application and its password in files named after them
 * @param authorityHost where tokens are given out, or {@code null} for the host of the
 * vault's cloud
 * @param token the token to use as it is
 * @param custom the application's own credential
 */
@Internal
public record CredentialSettings(CredentialType type, @Nullable String tenantId, @Nullable String clientId,
		@Nullable SensitiveValue clientSecret, @Nullable Path clientCertificatePath,
		@Nullable SensitiveValue clientCertificatePassword, @Nullable Path directory, @Nullable URI authorityHost,
		@Nullable SensitiveValue token, @Nullable TokenCredential custom) {

	/**
	 * The settings of type {@link CredentialType#AUTO} with nothing set.
	 */
	public static final CredentialSettings AUTO = builder(CredentialType.AUTO).build();

	public CredentialSettings {
		tenantId = blankToNull(tenantId);
		clientId = blankToNull(clientId);
		clientSecret = emptyToNull(clientSecret);
		clientCertificatePassword = emptyToNull(clientCertificatePassword);
		token = emptyToNull(token);
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	private static @Nullable SensitiveValue emptyToNull(@Nullable SensitiveValue value) {
		return (value == null || value.isEmpty()) ? null : value;
	}

	/**
	 * Return the type of credential that an application may have of its own.
	 * @return {@link TokenCredential}
	 */
	public static Class<?> customType() {
		return TokenCredential.class;
	}

	/**
	 * Start with settings that have only a type.
	 * @param type the way to authenticate
	 * @return the builder
	 */
	public static Builder builder(CredentialType type) {
		return new Builder(type);
	}

	/**
	 * Make the settings that use a token as it is.
	 * @param token the token
	 * @return the settings
	 */
	public static CredentialSettings staticToken(SensitiveValue token) {
		return builder(CredentialType.STATIC_TOKEN).token(token).build();
	}

	/**
	 * Collects settings. Every setting may be {@code null} or empty, as if it had not
	 * been made. Not thread-safe.
	 */
	public static final class Builder {

		private final CredentialType type;

		private @Nullable String tenantId;

		private @Nullable String clientId;

		private @Nullable SensitiveValue clientSecret;

		private @Nullable Path clientCertificatePath;

		private @Nullable SensitiveValue clientCertificatePassword;

		private @Nullable Path directory;

		private @Nullable URI authorityHost;

		private @Nullable SensitiveValue token;

		private @Nullable TokenCredential custom;

		private Builder(CredentialType type) {
			this.type = type;
		}

		/**
		 * Set the tenant of the application.
		 * @param tenantId the identifier or a domain name of the tenant
		 * @return this builder
		 */
		public Builder tenantId(@Nullable String tenantId) {
			this.tenantId = tenantId;
			return this;
		}

		/**
		 * Set the application or the user-assigned identity.
		 * @param clientId the client identifier
		 * @return this builder
		 */
		public Builder clientId(@Nullable String clientId) {
			this.clientId = clientId;
			return this;
		}

		/**
		 * Set the password of the application.
		 * @param clientSecret the password
		 * @return this builder
		 */
		public Builder clientSecret(@Nullable SensitiveValue clientSecret) {
			this.clientSecret = clientSecret;
			return this;
		}

		/**
		 * Set the file with the certificate of the application and its private key.
		 * @param clientCertificatePath a PEM or PKCS#12 file
		 * @return this builder
		 */
		public Builder clientCertificatePath(@Nullable Path clientCertificatePath) {
			this.clientCertificatePath = clientCertificatePath;
			return this;
		}

		/**
		 * Set the password of the PKCS#12 file.
		 * @param clientCertificatePassword the password
		 * @return this builder
		 */
		public Builder clientCertificatePassword(@Nullable SensitiveValue clientCertificatePassword) {
			this.clientCertificatePassword = clientCertificatePassword;
			return this;
		}

		/**
		 * Set the directory of a mounted Kubernetes Secret that holds the application and
		 * its password.
		 * @param directory the directory, whose files are read anew for each token
		 * @return this builder
		 */
		public Builder directory(@Nullable Path directory) {
			this.directory = directory;
			return this;
		}

		/**
		 * Set where tokens are given out.
		 * @param authorityHost an address that starts with {@code https://}
		 * @return this builder
		 */
		public Builder authorityHost(@Nullable URI authorityHost) {
			this.authorityHost = authorityHost;
			return this;
		}

		/**
		 * Set the token to use as it is.
		 * @param token the token
		 * @return this builder
		 */
		public Builder token(@Nullable SensitiveValue token) {
			this.token = token;
			return this;
		}

		/**
		 * Set the application's own credential.
		 * @param custom a {@link TokenCredential}; of another type so that callers need
		 * not know the Azure SDK
		 * @return this builder
		 */
		public Builder custom(@Nullable Object custom) {
			this.custom = (TokenCredential) custom;
			return this;
		}

		/**
		 * Make the settings. Whether they are complete is found when a vault is created
		 * with them.
		 * @return the settings
		 */
		public CredentialSettings build() {
			return new CredentialSettings(this.type, this.tenantId, this.clientId, this.clientSecret,
					this.clientCertificatePath, this.clientCertificatePassword, this.directory, this.authorityHost,
					this.token, this.custom);
		}

	}

}
