package dev.keyvault.azure;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Setting;

/**
 * How one vault is reached. Immutable.
 *
 * @param vault the vault
 * @param cloud the cloud the vault is in; it counts only where the address of the vault
 * does not tell
 * @param credential how the application proves who it is
 * @param trustedCertificates the text of a PEM file with certificate authorities to trust
 * beside those of the JDK, for the vault and for the host that gives out its tokens, or
 * {@code null} for none
 * @param verifyChallengeResource whether the vault may only ask for tokens that are for
 * its own domain
 * @param credentialSetting the setting that has the credential, which is the vault's own
 * or that of all vaults, for messages
 */
@Internal
public record VaultSettings(Vault vault, Cloud cloud, CredentialSettings credential,
		@Nullable String trustedCertificates, boolean verifyChallengeResource, Setting credentialSetting) {

	/**
	 * Make the settings of a vault with a credential of its own.
	 * @param vault the vault
	 * @param cloud the cloud the vault is in
	 * @param credential how the application proves who it is
	 * @param trustedCertificates the text of a PEM file with certificate authorities to
	 * trust, or {@code null} for none
	 * @param verifyChallengeResource whether the vault may only ask for tokens that are
	 * for its own domain
	 */
	public VaultSettings(Vault vault, Cloud cloud, CredentialSettings credential, @Nullable String trustedCertificates,
			boolean verifyChallengeResource) {
		this(vault, cloud, credential, trustedCertificates, verifyChallengeResource, Setting.of(vault, "credential"));
	}

	/**
	 * Make the settings of a vault in the public cloud or in the cloud its address tells,
	 * which trusts what the JDK trusts.
	 * @param vault the vault
	 * @param credential how the application proves who it is
	 * @return the settings
	 */
	public static VaultSettings of(Vault vault, CredentialSettings credential) {
		return new VaultSettings(vault, Cloud.PUBLIC, credential, null, true);
	}

	/**
	 * Return the cloud that the vault is in.
	 * @return the cloud that the address of the vault tells, else the configured one
	 */
	Cloud effectiveCloud() {
		return Cloud.find(this.vault).orElse(this.cloud);
	}

}
