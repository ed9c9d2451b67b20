package dev.keyvault.spring.refresh;

import java.time.Clock;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;

import dev.keyvault.rotation.Change;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.RedactedException;
import dev.keyvault.source.Subject;

/**
 * The followers that failed when they were last called, each as a problem. A problem is
 * over when its follower succeeds in a later rotation. Thread-safe.
 */
final class FollowerProblems {

	private final Clock clock;

	private final IdentityHashMap<RotationFollower, Problem> problems = new IdentityHashMap<>();

	FollowerProblems(Clock clock) {
		this.clock = clock;
	}

	synchronized List<Problem> all() {
		return List.copyOf(this.problems.values());
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
		Problem earlier = this.problems.get(follower);
		Instant since = (earlier != null) ? earlier.since() : null;
		this.problems.put(follower,
				problem(follower, changes, failure).since((since != null) ? since : this.clock.instant()));
	}

	private static Problem problem(RotationFollower follower, List<Change> changes, RedactedException failure) {
		String keys = changes.stream()
			.map((change) -> "'%s'".formatted(change.key().value()))
			.distinct()
			.collect(Collectors.joining(", "));
		return new Problem(new Subject.Follower(follower.getClass().getName()),
				"It failed with %s while following the rotation of %s.".formatted(failure.describe(), keys), Message
					.of("Find the cause in the log. The follower may use old values until it succeeds in a later rotation or the application is restarted."));
	}

}
