package dev.keyvault.spring.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.keyvault.Internal;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.mapping.KeyNaming;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.rotation.Detection;
import dev.keyvault.source.Setting;
import dev.keyvault.spring.config.KubernetesProperties.SecretProperties;
import dev.keyvault.spring.config.binding.UniformName;

/**
 * Which objects of which vaults become which keys. Read by the import
 * {@code spring.config.import: "keyvault:"}.
 *
 * @param vaults the vaults, by the name that imports use
 * @param credential how the application proves who it is to vaults without a credential
 * of their own
 * @param load how much reading at start-up may take
 * @param http how requests are sent
 * @param refresh how the application follows rotation
 * @param kubernetes which keys become entries of Kubernetes Secrets
 * @param files which keys become files
 * @param secretProviderClass the locations of SecretProviderClass manifests of the
 * Secrets Store CSI Driver, which declare vaults, keys and Kubernetes Secrets
 */
@ConfigurationProperties("keyvault")
@Internal
public record KeyVaultProperties(@DefaultValue Map<String, VaultProperties> vaults,
		@DefaultValue CredentialProperties credential, @DefaultValue Load load, @DefaultValue Http http,
		@DefaultValue Refresh refresh, @NestedConfigurationProperty @DefaultValue KubernetesProperties kubernetes,
		@NestedConfigurationProperty @DefaultValue FilesProperties files,
		@DefaultValue List<String> secretProviderClass) {

	public KeyVaultProperties {
		vaults = UniformName.withoutTwins(vaults);
	}

	/**
	 * Return the name of the property that a setting is.
	 * @param setting the setting
	 * @return such as {@code keyvault.load.timeout}
	 */
	static String nameOf(Setting setting) {
		return "keyvault." + setting;
	}

	/**
	 * Return these properties with more Secrets.
	 * @param secrets all Secrets
	 * @return the properties with them
	 */
	KeyVaultProperties withSecrets(Map<String, SecretProperties> secrets) {
		return new KeyVaultProperties(this.vaults, this.credential, this.load, this.http, this.refresh,
				this.kubernetes.withSecrets(secrets), this.files, this.secretProviderClass);
	}

	/**
	 * Return these properties with more files.
	 * @param data all files
	 * @return the properties with them
	 */
	KeyVaultProperties withFiles(Map<String, Object> data) {
		return new KeyVaultProperties(this.vaults, this.credential, this.load, this.http, this.refresh, this.kubernetes,
				this.files.with(data), this.secretProviderClass);
	}

	/**
	 * Return the vaults in whose values placeholders are resolved.
	 * @return the names of the vaults
	 */
	Set<String> resolving() {
		return this.vaults.entrySet()
			.stream()
			.filter((vault) -> vault.getValue().resolvePlaceholders())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/**
	 * One vault: where it is, how to get in, and what to take out.
	 *
	 * @param endpoint the address, such as https://payments-kv.vault.azure.net
	 * @param name the name of the vault in Azure, instead of its endpoint
	 * @param cloud the cloud that the vault is in, if it is named
	 * @param credential how the application proves who it is, if not as to other vaults
	 * @param trustedCertificates a PEM file with certificate authorities to trust beside
	 * those of the JDK, such as file:/etc/ca.pem
	 * @param verifyChallengeResource whether the vault may only ask for tokens that are
	 * for its own domain
	 * @param keys the keys to import, each with a reference to an object
	 * @param resolvePlaceholders whether placeholders in the values are resolved, so that
	 * whoever may write a secret can read every property of the application
	 * @param importAll imports every enabled secret that matches
	 * @param sslBundles the SSL bundles, each with a reference to its certificate
	 */
	public record VaultProperties(@Nullable String endpoint, @Nullable String name, @DefaultValue("public") Cloud cloud,
			@Nullable CredentialProperties credential, @Nullable String trustedCertificates,
			@DefaultValue("true") boolean verifyChallengeResource, @DefaultValue Map<String, String> keys,
			boolean resolvePlaceholders, @Nullable ImportAll importAll, @DefaultValue Map<String, String> sslBundles) {

	}

	/**
	 * How the application proves who it is.
	 *
	 * @param type the way to do it
	 * @param tenantId the tenant of the application
	 * @param clientId the application, or the user-assigned managed identity
	 * @param clientSecret the password of the application
	 * @param clientCertificatePath the PEM or PKCS#12 file with the certificate of the
	 * application and its private key
	 * @param clientCertificatePassword the password of the PKCS#12 file
	 * @param directory the directory of a mounted Kubernetes Secret with the files
	 * clientid and clientsecret
	 * @param authorityHost where tokens are given out, if not by the cloud's own
	 * authority
	 * @param token the token of type static-token
	 */
	public record CredentialProperties(@DefaultValue("auto") CredentialType type, @Nullable String tenantId,
			@Nullable String clientId, @Nullable SensitiveValue clientSecret, @Nullable Path clientCertificatePath,
			@Nullable SensitiveValue clientCertificatePassword, @Nullable Path directory, @Nullable URI authorityHost,
			@Nullable SensitiveValue token) {

	}

	/**
	 * Imports every enabled secret that matches. Needs the permission to list secrets.
	 *
	 * @param names the globs of which a name must match one; all names if empty
	 * @param tags the tags that a secret must have
	 * @param prefix what to put before each key
	 * @param naming how the name of a secret becomes a key
	 */
	public record ImportAll(@DefaultValue List<String> names, @DefaultValue Map<String, String> tags,
			@DefaultValue("") String prefix, @DefaultValue("double-dash") KeyNaming naming) {

	}

	/**
	 * How much reading at start-up may take.
	 *
	 * @param timeout the time for everything together
	 * @param parallelism how many objects are read at a time, per vault
	 * @param fallback where values are taken from while a vault is out of reach
	 * @param fallbackMaxAge how long ago the values of the fallback may have been
	 * written, if that matters
	 */
	public record Load(@DefaultValue("30s") Duration timeout, @DefaultValue("16") int parallelism,
			@DefaultValue("none") Fallback fallback, @Nullable Duration fallbackMaxAge) {

	}

	/**
	 * Where values are taken from while a vault is out of reach.
	 */
	public enum Fallback {

		/**
		 * Nowhere: the application does not start.
		 */
		NONE,

		/**
		 * The Kubernetes Secrets that the application wrote earlier.
		 */
		KUBERNETES

	}

	/**
	 * How requests to vaults and for tokens are sent.
	 *
	 * @param connectTimeout how long one attempt to connect may take, with its TLS
	 * handshake
	 * @param responseTimeout how long one answer may take, with its connection and its
	 * body
	 * @param proxy the proxy to go through, instead of the one that the JVM or the
	 * environment names
	 */
	public record Http(@DefaultValue("5s") Duration connectTimeout, @DefaultValue("10s") Duration responseTimeout,
			@Nullable Proxy proxy) {

	}

	/**
	 * The proxy that requests to vaults and for tokens go through.
	 *
	 * @param host the host name or address of the proxy
	 * @param port the port of the proxy
	 * @param username the name to log in with
	 * @param password the password to log in with
	 * @param nonProxyHosts the hosts that are reached without it, as NO_PROXY writes them
	 */
	public record Proxy(@DefaultValue("") String host, int port, @Nullable String username,
			@Nullable SensitiveValue password, @DefaultValue List<String> nonProxyHosts) {

	}

	/**
	 * How the application follows rotation.
	 *
	 * @param enabled whether vaults are polled regularly; if not, only when asked to
	 * @param interval the time between two polls of a vault that answers
	 * @param jitter by which share of the interval that time differs by chance
	 * @param detection how a poll finds out which objects have changed
	 * @param valueFields whether fields and setter parameters with {@code @Value} are set
	 * anew
	 * @param environmentChangeEvent whether Spring Cloud's EnvironmentChangeEvent is
	 * published, upon which it rebinds all configuration properties beans
	 */
	public record Refresh(@DefaultValue("true") boolean enabled, @DefaultValue("2m") Duration interval,
			@DefaultValue("0.1") double jitter, @DefaultValue("get") Detection detection, boolean valueFields,
			boolean environmentChangeEvent) {

	}

}
