package dev.keyvault.rotation;

import java.util.List;

import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.source.KeyVaultException;

/**
 * What a look has seen.
 *
 * @param candidate the snapshot that could come into force
 * @param found what was read, or known to be unchanged
 * @param failedLists why lists could not be had
 */
record Detected(Snapshot candidate, LoadResult found, List<KeyVaultException> failedLists) {

}
