package dev.keyvault.snapshot;

import java.time.Clock;
import java.util.List;

import dev.keyvault.Internal;
import dev.keyvault.mapping.Declaration;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.GuardedSource;
import dev.keyvault.source.ObjectSource;

/**
 * Reads everything that declarations ask for: in parallel, each object once, within one
 * time limit, and to the end, so that all problems are told together. Thread-safe.
 */
@Internal
public final class SnapshotLoader {

	private final ObjectSource source;

	private final LoadSettings settings;

	private final Clock timer;

	/**
	 * Create a loader.
	 * @param source where objects are read
	 * @param settings how much a load may take
	 * @param timer tells how time passes
	 */
	public SnapshotLoader(ObjectSource source, LoadSettings settings, Clock timer) {
		this.source = source;
		this.settings = settings;
		this.timer = timer;
	}

	/**
	 * Load a snapshot. Blocks until everything is read or the time is over.
	 * @param declarations what to load
	 * @return the values and the problems
	 */
	public LoadResult load(List<Declaration> declarations) {
		return load(declarations, ReadStrategy.PARALLEL);
	}

	/**
	 * Load a snapshot. Blocks until everything is read or the time is over.
	 * @param declarations what to load
	 * @param strategy how the reads of a vault begin
	 * @return the values and the problems
	 */
	public LoadResult load(List<Declaration> declarations, ReadStrategy strategy) {
		Deadline deadline = Deadline.in(this.settings.timeout(), this.timer);
		try (VaultReads reads = new VaultReads(new GuardedSource(this.source),
				(vault) -> new VaultReadQueue(vault, this.settings.parallelism(), deadline, strategy), deadline)) {
			reads.prefetch(declarations);
			SnapshotAssembly assembly = new SnapshotAssembly(reads);
			declarations.forEach(assembly::add);
			return assembly.result();
		}
	}

}
