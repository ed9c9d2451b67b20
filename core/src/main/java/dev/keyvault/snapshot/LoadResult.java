package dev.keyvault.snapshot;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.keyvault.Internal;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.object.Vault;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Problem;

/**
 * What a load found: every value that could be read and every problem with the others.
 *
 * @param snapshot the values
 * @param problems the problems; keys with a problem have no value
 * @param warnings what deserves attention though nothing is missing
 * @param excluded the keys that rules leave out
 * @param failures why mappings gave no value, those included that may be absent
 * @param unlisted why vaults could not be listed for the rules that ask for it
 */
@Internal
public record LoadResult(Snapshot snapshot, List<Problem> problems, List<Problem> warnings, List<ExcludedKeys> excluded,
		Map<KeyMapping, KeyVaultException> failures, Map<Vault, KeyVaultException> unlisted) {

	public LoadResult {
		problems = List.copyOf(problems);
		warnings = List.copyOf(warnings);
		excluded = List.copyOf(excluded);
		failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
		unlisted = Collections.unmodifiableMap(new LinkedHashMap<>(unlisted));
	}

	/**
	 * Return why vaults failed as a whole.
	 * @return the failures by vault; a vault without is left out
	 */
	public Map<Vault, List<KeyVaultException>> failuresOfVaults() {
		return Stream.of(this.failures.values(), this.unlisted.values())
			.flatMap(Collection::stream)
			.filter((failure) -> failure.reach() != Reach.OBJECT)
			.collect(Collectors.groupingBy(KeyVaultException::vault, LinkedHashMap::new, Collectors.toList()));
	}

}
