package dev.keyvault.rotation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.mapping.NamedKey;
import dev.keyvault.object.Vault;
import dev.keyvault.snapshot.ExcludedKeys;

/**
 * Tells of keys that rules leave out, of each once. Used by one thread at a time.
 */
final class ExcludedKeysLog {

	private static final Logger logger = LoggerFactory.getLogger(RotationPoller.class);

	private final Set<Told> told = new HashSet<>();

	/**
	 * Create a report.
	 * @param told what was told already
	 */
	ExcludedKeysLog(List<ExcludedKeys> told) {
		told.forEach(this::untold);
	}

	void tell(List<ExcludedKeys> found) {
		found.stream()
			.map(this::untold)
			.filter((untold) -> !untold.keys().isEmpty())
			.forEach((untold) -> logger.warn("{}", untold.warning()));
	}

	private ExcludedKeys untold(ExcludedKeys found) {
		Vault vault = found.vault();
		return new ExcludedKeys(vault,
				found.keys().stream().filter((key) -> this.told.add(new Told(vault, key))).toList());
	}

	/**
	 * A key that was told.
	 *
	 * @param vault the vault that has the secret
	 * @param key the key that the secret would have
	 */
	private record Told(Vault vault, NamedKey key) {

	}

}
