package dev.keyvault.rotation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;

/**
 * What a poll has seen.
 *
 * @param candidate the snapshot that could come into force
 * @param found what was read, or known to be unchanged
 * @param failedLists why lists could not be had
 */
record Detected(Snapshot candidate, LoadResult found, List<KeyVaultException> failedLists) {

	/**
	 * Return why vaults fail as a whole.
	 * @return the failures by vault; a vault without is left out
	 */
	Map<Vault, List<KeyVaultException>> failuresOfVaults() {
		Map<Vault, List<KeyVaultException>> failures = new LinkedHashMap<>(this.found.failuresOfVaults());
		this.failedLists.stream()
			.filter((failure) -> failure.reach() != Reach.OBJECT)
			.forEach((failure) -> failures.merge(failure.vault(), List.of(failure), Detected::concat));
		return failures;
	}

	private static List<KeyVaultException> concat(List<KeyVaultException> some, List<KeyVaultException> more) {
		return Stream.concat(some.stream(), more.stream()).toList();
	}

}
