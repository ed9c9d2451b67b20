package dev.keyvault.rotation;

import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.keyvault.mapping.Declaration;
import dev.keyvault.mapping.ImportRule;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.LoadResult;
import dev.keyvault.snapshot.LoadSettings;
import dev.keyvault.snapshot.ReadStrategy;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.snapshot.SnapshotLoader;
import dev.keyvault.source.GuardedSource;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.ObjectSource;

/**
 * Polls vaults, and says what the next snapshot could be. Used by one thread at a time.
 */
final class ChangeDetector {

	private final List<Declaration> declarations;

	private final ObjectSource source;

	private final LoadSettings settings;

	private final Detection detection;

	private final Clock clock;

	private final Clock timer;

	private final PollSource.Memory memory;

	ChangeDetector(RotationPollerBuilder builder, List<Declaration> declarations, ObjectSource source,
			LoadSettings settings) {
		this.declarations = declarations;
		this.source = new GuardedSource(source);
		this.settings = settings;
		this.detection = builder.settings().detection();
		this.clock = builder.clock();
		this.timer = builder.timer();
		this.memory = new PollSource.Memory(declarations);
	}

	Set<Vault> vaults() {
		Set<Vault> vaults = new LinkedHashSet<>();
		for (Declaration declaration : this.declarations) {
			declaration.mappings().stream().map(KeyMapping::vault).forEach(vaults::add);
			declaration.rules().stream().map(ImportRule::vault).forEach(vaults::add);
		}
		return vaults;
	}

	Result detect(Set<Vault> vaults, Snapshot current, ReadStrategy strategy) {
		SnapshotObjects held = new SnapshotObjects(current);
		this.memory.forgetAllBut(held.versions());
		PollSource detecting = new PollSource(this.source, held, this.detection, this.memory, this.clock);
		LoadResult found = new SnapshotLoader(detecting, this.settings, this.timer).load(only(vaults), strategy);
		Snapshot candidate = new SnapshotMerger(this.declarations, current, found, vaults).next();
		return new Result(candidate, found, detecting.failedLists());
	}

	private List<Declaration> only(Set<Vault> vaults) {
		Set<Vault> others = new HashSet<>(vaults());
		others.removeAll(vaults);
		return this.declarations.stream().map((declaration) -> declaration.without(others)).toList();
	}

	/**
	 * What a poll has seen.
	 *
	 * @param candidate the snapshot that could come into force
	 * @param found what was read, or known to be unchanged
	 * @param failedLists why lists could not be had
	 */
	record Result(Snapshot candidate, LoadResult found, List<KeyVaultException> failedLists) {

		/**
		 * Return why vaults fail as a whole.
		 * @return the failures by vault; a vault without is left out
		 */
		Map<Vault, List<KeyVaultException>> failuresOfVaults() {
			Map<Vault, List<KeyVaultException>> failures = new LinkedHashMap<>(this.found.failuresOfVaults());
			this.failedLists.stream()
				.filter((failure) -> failure.reach() != Reach.OBJECT)
				.forEach((failure) -> failures.merge(failure.vault(), List.of(failure), Result::concat));
			return failures;
		}

		private static List<KeyVaultException> concat(List<KeyVaultException> some, List<KeyVaultException> more) {
			return Stream.concat(some.stream(), more.stream()).toList();
		}

	}

}
