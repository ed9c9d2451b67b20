package dev.keyvault.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.object.Vault;
import dev.keyvault.source.RedactedException;

/**
 * The troubles that there are. Logs each when it comes, when it becomes another and when
 * it is over, and not in between. Thread-safe for reading.
 */
final class Troubles {

	private static final Logger logger = LoggerFactory.getLogger(RotationPoller.class);

	private volatile Map<Vault, List<Finding>> byVault;

	private volatile List<Finding> ofPoll = List.of();

	/**
	 * Start with troubles that are known already, and not logged.
	 * @param known the troubles of each vault
	 */
	Troubles(Map<Vault, List<Finding>> known) {
		this.byVault = known;
	}

	List<Trouble> all() {
		return Stream.concat(this.ofPoll.stream(), this.byVault.values().stream().flatMap(Collection::stream))
			.map(Finding::trouble)
			.toList();
	}

	/**
	 * Note that a poll failed as a whole, which says nothing about vaults and keys.
	 * @param failure why, without messages
	 * @param now the time
	 */
	void pollFailed(RedactedException failure, Instant now) {
		String reason = "The poll failed unexpectedly with %s. Keys keep their values.".formatted(failure.describe());
		Trouble trouble = new Trouble("Rotation", reason,
				"See the stack trace in the log; the poll is repeated as planned.", now);
		this.ofPoll = succeed(this.ofPoll, List.of(new Finding(trouble, reason, failure)));
	}

	/**
	 * Note that a poll came to its end.
	 */
	void pollEnded() {
		this.ofPoll = succeed(this.ofPoll, List.of());
	}

	/**
	 * Replace the troubles of some vaults, and log what has changed.
	 * @param polled the vaults that were polled
	 * @param failing those of them that say nothing about their keys, whose troubles
	 * therefore stay
	 * @param found the troubles found
	 */
	void update(Set<Vault> polled, Set<Vault> failing, Map<Vault, List<Finding>> found) {
		Map<Vault, List<Finding>> next = new LinkedHashMap<>(this.byVault);
		for (Vault vault : polled) {
			List<Finding> before = next.getOrDefault(vault, List.of());
			List<Finding> now = new ArrayList<>(found.getOrDefault(vault, List.of()));
			if (failing.contains(vault)) {
				before.stream()
					.filter((earlier) -> now.stream().noneMatch(earlier::isAbout))
					.toList()
					.forEach(now::add);
			}
			next.put(vault, succeed(before, now));
		}
		this.byVault = Collections.unmodifiableMap(next);
	}

	private static List<Finding> succeed(List<Finding> before, List<Finding> now) {
		before.stream()
			.filter((earlier) -> now.stream().noneMatch(earlier::isAbout))
			.forEach((earlier) -> logger.info("{}: the trouble is over.", earlier.trouble().subject()));
		return now.stream().map((finding) -> succeed(before, finding)).toList();
	}

	private static Finding succeed(List<Finding> before, Finding now) {
		for (Finding earlier : before) {
			if (now.continues(earlier)) {
				return now.after(earlier);
			}
		}
		logger.warn("{}", now.trouble(), now.trace());
		return now;
	}

}
