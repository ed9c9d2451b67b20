/**
 * The values that were read together. The spine is
 * {@link dev.keyvault.snapshot.SnapshotLoader}.
 * <ol>
 * <li>{@link dev.keyvault.snapshot.SnapshotLoader} starts all reads that declarations ask
 * for; each vault has a queue that reads in parallel, or probes the vault with one read
 * first.</li>
 * <li>The assembly puts each value under its key, and collects a problem for each key
 * that gets none.</li>
 * <li>The {@link dev.keyvault.snapshot.LoadResult} has the
 * {@link dev.keyvault.snapshot.Snapshot} and the problems.</li>
 * <li>{@link dev.keyvault.snapshot.ObjectInspection} finds objects in use that have
 * expired or are weak.</li>
 * <li>{@link dev.keyvault.snapshot.SnapshotHolder} holds the snapshot in force.</li>
 * </ol>
 */
@NullMarked
package dev.keyvault.snapshot;

import org.jspecify.annotations.NullMarked;
