package dev.keyvault.rotation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;

/**
 * What a look has seen.
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
		return Stream.of(this.found.failures().values(), this.found.unlisted().values(), this.failedLists)
			.flatMap(Collection::stream)
			.filter((failure) -> failure.reach() != Reach.OBJECT)
			.collect(Collectors.groupingBy(KeyVaultException::vault, LinkedHashMap::new, Collectors.toList()));
	}

}
