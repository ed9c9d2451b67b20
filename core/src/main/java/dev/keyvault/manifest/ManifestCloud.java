package dev.keyvault.manifest;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * The clouds that a manifest can name.
 */
@Internal
public enum ManifestCloud {

	/**
	 * The public cloud, which is meant if none is named.
	 */
	PUBLIC("vault.azure.net", "https://login.microsoftonline.com", "AzurePublicCloud", "AzureCloud"),

	/**
	 * The cloud of the US government.
	 */
	US_GOVERNMENT("vault.usgovcloudapi.net", "https://login.microsoftonline.us", "AzureUSGovernmentCloud",
			"AzureUSGovernment"),

	/**
	 * The cloud in China.
	 */
	CHINA("vault.azure.cn", "https://login.chinacloudapi.cn", "AzureChinaCloud"),

	/**
	 * The former cloud in Germany.
	 */
	GERMANY("vault.microsoftazure.de", "https://login.microsoftonline.de", "AzureGermanCloud");

	private final String domain;

	private final String authority;

	@SuppressWarnings("ImmutableEnumChecker")
	private final List<String> names;

	ManifestCloud(String domain, String authority, String... names) {
		this.domain = domain;
		this.authority = authority;
		this.names = List.of(names);
	}

	/**
	 * Find a cloud by its name, in any case.
	 * @param name the name
	 * @return the cloud, or {@code null} if there is none of that name
	 */
	static @Nullable ManifestCloud find(String name) {
		return Stream.of(values())
			.filter((cloud) -> cloud.names.stream()
				.anyMatch((known) -> known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Return the endpoint of a vault.
	 * @param vaultName the name of the vault
	 * @return such as {@code https://payments-kv.vault.azure.net}
	 */
	public String endpoint(String vaultName) {
		return "https://%s.%s".formatted(vaultName, this.domain);
	}

	/**
	 * Return where tokens are given out.
	 * @return such as {@code https://login.microsoftonline.com}
	 */
	public String authority() {
		return this.authority;
	}

}
