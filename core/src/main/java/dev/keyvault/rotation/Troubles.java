package dev.keyvault.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.object.Vault;

/**
 * The troubles that there are. Logs each when it comes, when its reason changes and when
 * it is over, and not in between. Thread-safe for reading.
 */
final class Troubles {

	private static final Logger logger = LoggerFactory.getLogger(RotationWatcher.class);

	private volatile Map<Vault, List<Trouble>> byVault = Map.of();

	List<Trouble> all() {
		return this.byVault.values().stream().flatMap(Collection::stream).toList();
	}

	List<Trouble> of(Set<Vault> vaults) {
		return this.byVault.entrySet()
			.stream()
			.filter((entry) -> vaults.contains(entry.getKey()))
			.flatMap((entry) -> entry.getValue().stream())
			.toList();
	}

	/**
	 * Take note of troubles without logging them.
	 * @param troubles the troubles of each vault
	 */
	void accept(Map<Vault, List<Trouble>> troubles) {
		this.byVault = Map.copyOf(troubles);
	}

	/**
	 * Replace the troubles of some vaults, and log what has changed.
	 * @param vaults the vaults that were looked at
	 * @param found their troubles now
	 */
	void update(Set<Vault> vaults, Map<Vault, List<Trouble>> found) {
		Map<Vault, List<Trouble>> next = new LinkedHashMap<>(this.byVault);
		for (Vault vault : vaults) {
			List<Trouble> before = next.getOrDefault(vault, List.of());
			next.put(vault, succeed(before, found.getOrDefault(vault, List.of())));
		}
		this.byVault = Map.copyOf(next);
	}

	private static List<Trouble> succeed(List<Trouble> before, List<Trouble> found) {
		List<Trouble> now = new ArrayList<>();
		for (Trouble trouble : found) {
			Instant since = same(before, trouble).map(Trouble::since).findFirst().orElse(null);
			if (since == null) {
				logger.warn("{}", trouble);
			}
			now.add((since != null) ? trouble.since(since) : trouble);
		}
		before.stream()
			.filter((trouble) -> found.stream().noneMatch((other) -> other.subject().equals(trouble.subject())))
			.forEach((trouble) -> logger.info("{}: follows the vault again.", trouble.subject()));
		return List.copyOf(now);
	}

	private static Stream<Trouble> same(List<Trouble> troubles, Trouble trouble) {
		return troubles.stream()
			.filter((other) -> other.subject().equals(trouble.subject()) && other.reason().equals(trouble.reason()));
	}

}
