package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.keyvault.rotation.Change;
import dev.keyvault.rotation.Trouble;
import dev.keyvault.source.RedactedException;

/**
 * The followers that failed when they were last called, each as a problem. A problem is
 * over when its follower succeeds in a later rotation. Thread-safe.
 */
final class FollowerProblems {

	private final Clock clock;

	private final IdentityHashMap<RotationFollower, Trouble> problems = new IdentityHashMap<>();

	FollowerProblems(Clock clock) {
		this.clock = clock;
	}

	synchronized List<Trouble> all() {
		return this.problems.values().stream().sorted((one, other) -> one.since().compareTo(other.since())).toList();
	}

	/**
	 * Forget the followers that are not there any more.
	 * @param followers the followers there are
	 */
	synchronized void retain(List<RotationFollower> followers) {
		this.problems.keySet().removeIf((known) -> followers.stream().noneMatch((each) -> each == known));
	}

	synchronized void succeeded(RotationFollower follower) {
		this.problems.remove(follower);
	}

	synchronized void failed(RotationFollower follower, List<Change> changes, RedactedException failure) {
		Trouble earlier = this.problems.get(follower);
		Instant since = (earlier != null) ? earlier.since() : this.clock.instant();
		this.problems.put(follower, problem(follower, changes, failure, since));
	}

	private static Trouble problem(RotationFollower follower, List<Change> changes, RedactedException failure,
			Instant since) {
		String keys = changes.stream()
			.map((change) -> "'%s'".formatted(change.key().value()))
			.distinct()
			.collect(Collectors.joining(", "));
		return new Trouble("Follower '%s'".formatted(follower.getClass().getName()),
				"It failed with %s while following the rotation of %s.".formatted(failure.describe(), keys),
				"Find the cause in the log. The follower may use old values until it succeeds in a later rotation or the application is restarted.",
				since);
	}

}
