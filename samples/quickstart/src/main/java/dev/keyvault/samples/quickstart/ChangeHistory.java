package dev.keyvault.samples.quickstart;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.keyvault.test.EmbeddedKeyVault;

/**
 * Reads keys and beans, and remembers since when each has the version that it has.
 * Thread-safe.
 */
@Component
final class ChangeHistory {

	private final Map<String, Seen> seen = new HashMap<>();

	private final KeyOverview overview;

	private final List<Follower> followers;

	private final Clock clock;

	private final boolean rotatable;

	ChangeHistory(KeyOverview overview, List<Follower> followers, ObjectProvider<EmbeddedKeyVault> vault, Clock clock) {
		this.overview = overview;
		this.followers = List.copyOf(followers);
		this.rotatable = vault.getIfAvailable() != null;
		this.clock = clock;
		read();
	}

	synchronized Overview read() {
		List<Overview.Key> keys = this.overview.keys().stream().map(this::read).toList();
		List<Overview.Bean> beans = this.followers.stream().map(this::read).toList();
		return new Overview(this.rotatable, this.overview.mask(this.followers.get(0).uses()), keys, beans);
	}

	private Overview.Key read(ImportedKey key) {
		Seen now = see(key.name(), key.version());
		return new Overview.Key(key.name(), key.object(), now.version(), now.since(), KeyOverview.MASK);
	}

	private Overview.Bean read(Follower follower) {
		List<ImportedKey> used = this.overview.keysIn(follower.uses());
		Seen now = used.isEmpty() ? seeNothingNew(follower) : see(follower.way(), used.get(0).version());
		return new Overview.Bean(follower.way(), now.version(), now.since());
	}

	private Seen seeNothingNew(Follower follower) {
		return this.seen.computeIfAbsent(follower.way(), (key) -> new Seen("none", now()));
	}

	private Seen see(String subject, String version) {
		return this.seen.compute(subject,
				(key, last) -> (last != null && last.version().equals(version)) ? last : new Seen(version, now()));
	}

	private Instant now() {
		return this.clock.instant();
	}

	/**
	 * A version and when it was first seen.
	 *
	 * @param version the version
	 * @param since when it was first seen
	 */
	private record Seen(String version, Instant since) {

	}

}
