package dev.keyvault.azure;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpPipelinePosition;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.CredentialFactory;
import dev.keyvault.azure.credential.CredentialFiles;
import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.Identity;
import dev.keyvault.azure.credential.InvalidCredentialSettingsException;
import dev.keyvault.azure.credential.TokenClient;
import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.JdkTransport;
import dev.keyvault.azure.http.RetryingPolicy;
import dev.keyvault.azure.http.TrustStores;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.Message;
import dev.keyvault.source.RedactedException;
import dev.keyvault.source.Setting;

/**
 * Puts the readers of vaults together and lets them share what they can. Not thread-safe.
 */
final class VaultAssembly {

	private final AzureEnvironment environment;

	private final ExecutorService executor;

	private final VaultClientCustomizer customizer;

	private final Map<@Nullable String, JdkTransport> transports = new HashMap<>();

	private final Map<IdentityKey, Identity> identities = new HashMap<>();

	private final Set<String> warnings = new LinkedHashSet<>();

	VaultAssembly(AzureEnvironment environment, ExecutorService executor, VaultClientCustomizer customizer) {
		this.environment = environment;
		this.executor = executor;
		this.customizer = customizer;
	}

	/**
	 * Set up a vault.
	 * @param settings the settings
	 * @return the vault, ready to be read
	 * @throws InvalidVaultSettingsException if the settings are incomplete or wrong
	 */
	AssembledVault assemble(VaultSettings settings) {
		Vault vault = settings.vault();
		JdkTransport transport = transport(settings);
		Identity identity = identity(settings, transport);
		ChallengeCache challenges = new ChallengeCache(settings, this.executor);
		VaultClient client = customize(vault);
		List<HttpPipelinePolicy> policies = new ArrayList<>();
		policies.add(new UserAgentPolicy("keyvault-core"));
		policies.add(new FailurePolicy(settings, this.environment.clock()));
		policies.addAll(client.policies(HttpPipelinePosition.PER_CALL));
		policies.add(new RetryingPolicy(this.environment));
		policies.addAll(client.policies(HttpPipelinePosition.PER_RETRY));
		policies.add(new AuthorizationPolicy(settings, identity, challenges));
		HttpPipeline pipeline = new HttpPipelineBuilder().policies(policies.toArray(HttpPipelinePolicy[]::new))
			.httpClient(transport)
			.build();
		return new AssembledVault(new VaultReader(vault, pipeline), identity);
	}

	private VaultClient customize(Vault vault) {
		VaultClient client = new VaultClient(vault);
		Isolation.run(() -> this.customizer.customize(client), (thrown) -> {
			String customizer = this.customizer.getClass().getName();
			throw new InvalidVaultSettingsException(vault, customizer,
					"The customizer of requests to vault '%s' failed with %s.".formatted(vault.name(),
							RedactedException.of(thrown).describe()),
					"Correct the VaultClientCustomizer '%s'.".formatted(customizer));
		});
		return client;
	}

	/**
	 * Return what carries the requests of all vaults assembled so far.
	 * @return the transports
	 */
	List<JdkTransport> transports() {
		return List.copyOf(this.transports.values());
	}

	/**
	 * Return what is not wrong but should be checked.
	 * @return sentences, each once
	 */
	Set<String> warnings() {
		return this.warnings;
	}

	private JdkTransport transport(VaultSettings settings) {
		String trusted = settings.trustedCertificates();
		JdkTransport shared = this.transports.get(trusted);
		JdkTransport transport = (shared != null) ? shared : newTransport(settings, trusted);
		this.transports.put(trusted, transport);
		return transport;
	}

	private JdkTransport newTransport(VaultSettings settings, @Nullable String trusted) {
		Vault vault = settings.vault();
		try {
			return new JdkTransport((trusted != null) ? TrustStores.of(trusted) : null, this.executor,
					this.environment);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidVaultSettingsException(vault, "HTTPS_PROXY", String.valueOf(ex.getMessage()),
					"Correct the environment variable 'HTTPS_PROXY'.");
		}
		catch (GeneralSecurityException ex) {
			Setting setting = Setting.of(vault, "trusted-certificates");
			throw new InvalidVaultSettingsException(vault, setting,
					Message.of("'{}' is not a PEM file with certificates.", setting));
		}
	}

	private Identity identity(VaultSettings settings, JdkTransport transport) {
		try {
			return identity(settings, credentials(settings, transport));
		}
		catch (InvalidCredentialSettingsException ex) {
			throw new InvalidVaultSettingsException(settings.vault(), settings.credentialSetting().member(ex.setting()),
					SettingTemplates.fill(String.valueOf(ex.getMessage()), settings));
		}
	}

	private CredentialFactory credentials(VaultSettings settings, JdkTransport transport) {
		return new CredentialFactory(settings.credential(), settings.effectiveCloud().authorityHost(),
				new TokenClient(transport, this.environment, this.executor));
	}

	private Identity identity(VaultSettings settings, CredentialFactory credentials) {
		IdentityKey key = new IdentityKey(settings.credential(), credentials.authorityHost(),
				settings.trustedCertificates());
		Identity shared = this.identities.get(key);
		Identity identity = (shared != null) ? shared : credentials.identity();
		this.identities.put(key, identity);
		this.warnings.addAll(new CredentialFiles(settings.credential(), this.environment).warnings());
		return identity;
	}

	/**
	 * What makes two vaults share an identity.
	 *
	 * @param settings the settings of the credential
	 * @param authorityHost where tokens are given out
	 * @param trusted the certificates to trust there
	 */
	private record IdentityKey(CredentialSettings settings, URI authorityHost, @Nullable String trusted) {

	}

	/**
	 * A vault that is ready to be read.
	 *
	 * @param reader reads its objects
	 * @param identity who reads
	 */
	record AssembledVault(VaultReader reader, Identity identity) {

	}

}
