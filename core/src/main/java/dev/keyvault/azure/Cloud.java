package dev.keyvault.azure;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.keyvault.Internal;
import dev.keyvault.object.Vault;

/**
 * The Azure clouds, each with its own vaults and its own Microsoft Entra ID.
 */
@Internal
public enum Cloud {

	/**
	 * The Azure that is meant when nothing else is said.
	 */
	PUBLIC("vault.azure.net", "https://login.microsoftonline.com"),

	/**
	 * Azure Government of the United States.
	 */
	US_GOVERNMENT("vault.usgovcloudapi.net", "https://login.microsoftonline.us"),

	/**
	 * Azure in China, operated by 21Vianet.
	 */
	CHINA("vault.azure.cn", "https://login.chinacloudapi.cn");

	private static final Pattern VAULT_NAME = Pattern.compile("[A-Za-z][0-9A-Za-z-]{1,22}[0-9A-Za-z]");

	private final String vaultSuffix;

	private final URI authorityHost;

	Cloud(String vaultSuffix, String authorityHost) {
		this.vaultSuffix = vaultSuffix;
		this.authorityHost = URI.create(authorityHost);
	}

	/**
	 * Return what the host names of this cloud's vaults end with.
	 * @return such as {@code vault.azure.net}
	 */
	public String vaultSuffix() {
		return this.vaultSuffix;
	}

	/**
	 * Return where this cloud gives out tokens.
	 * @return such as {@code https://login.microsoftonline.com}
	 */
	public URI authorityHost() {
		return this.authorityHost;
	}

	/**
	 * Return the address of a vault of this cloud.
	 * @param vaultName the name that the vault has in Azure
	 * @return such as {@code https://payments-kv.vault.azure.net}
	 * @throws IllegalArgumentException if Azure has no such names; the message is a
	 * sentence for users
	 */
	public URI endpoint(String vaultName) {
		if (!VAULT_NAME.matcher(vaultName).matches()) {
			throw new IllegalArgumentException(
					"'%s' is not the name of a vault: expected 3 to 24 letters, digits or dashes, the first a letter"
						.formatted(vaultName));
		}
		return URI.create("https://%s.%s".formatted(vaultName.toLowerCase(Locale.ROOT), this.vaultSuffix));
	}

	/**
	 * Return the cloud that a vault is in, as far as its address tells.
	 * @param vault the vault
	 * @return the cloud, or empty if the host name is that of no cloud
	 */
	static Optional<Cloud> find(Vault vault) {
		String host = vault.endpoint().getHost();
		return Arrays.stream(values()).filter((cloud) -> host.endsWith("." + cloud.vaultSuffix)).findFirst();
	}

	/**
	 * Return what a token for this cloud's vaults is asked for.
	 * @return such as {@code https://vault.azure.net/.default}
	 */
	public String scope() {
		return "https://" + this.vaultSuffix + "/.default";
	}

}
