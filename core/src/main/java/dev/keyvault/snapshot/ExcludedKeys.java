package dev.keyvault.snapshot;

import java.util.List;
import java.util.stream.Collectors;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;

/**
 * Keys of secrets that a rule leaves out since they would change how the application runs
 * or what of it is open to others.
 *
 * @param vault the vault that has the secrets
 * @param keys the keys that the secrets would have
 */
public record ExcludedKeys(Vault vault, List<NamedKey> keys) {

	public ExcludedKeys {
		keys = List.copyOf(keys);
	}

	/**
	 * Return what users are told.
	 * @return sentences with the names of the keys
	 */
	public String warning() {
		String names = this.keys.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
		return "The keys %s are not imported by 'import-all' of vault '%s': they would change how the application runs or what of it is open to others. "
			.formatted(names, this.vault.name())
				+ "If that is meant, name the secrets without '*' and '?' under 'keyvault.vaults.%s.import-all.names', or write down the keys."
					.formatted(this.vault.name());
	}

}
