/**
 * Keeps a snapshot up to date. The spine is {@link dev.keyvault.rotation.RotationPoller}:
 * each poll is one transaction.
 * <ol>
 * <li>The schedule says which vaults are due; the change detector reads what may have
 * changed, and merges it with the snapshot in force into a candidate.</li>
 * <li>The review asks each {@link dev.keyvault.rotation.RotationValidator}, until none
 * rejects what is left of the candidate.</li>
 * <li>The poller swaps the snapshot, for all values at once.</li>
 * <li>The problem log reports what keeps vaults and keys from following, and what has
 * recovered.</li>
 * <li>Each {@link dev.keyvault.rotation.RotationListener} follows the
 * {@link dev.keyvault.rotation.Rotation}.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.rotation;

import org.jspecify.annotations.NullMarked;
