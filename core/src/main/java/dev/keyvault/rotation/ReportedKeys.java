package dev.keyvault.rotation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ExcludedKeys;
import dev.keyvault.source.Problem;

/**
 * Remembers which excluded keys were reported, so that each is reported once. Used by one
 * thread at a time.
 */
final class ReportedKeys {

	private final Set<Reported> reported = new HashSet<>();

	/**
	 * Create a memory.
	 * @param reported what was reported already
	 */
	ReportedKeys(List<ExcludedKeys> reported) {
		reported.forEach(this::remember);
	}

	List<Problem> findNew(List<ExcludedKeys> found) {
		return found.stream()
			.map(this::remember)
			.filter((unreported) -> !unreported.keys().isEmpty())
			.map(ExcludedKeys::problem)
			.toList();
	}

	private ExcludedKeys remember(ExcludedKeys found) {
		Vault vault = found.vault();
		return new ExcludedKeys(vault,
				found.keys().stream().filter((key) -> this.reported.add(new Reported(vault, key))).toList());
	}

	/**
	 * A key that was reported.
	 *
	 * @param vault the vault that has the secret
	 * @param key the key that the secret would have
	 */
	private record Reported(Vault vault, NamedKey key) {

	}

}
