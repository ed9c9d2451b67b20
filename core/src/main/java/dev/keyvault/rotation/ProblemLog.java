package dev.keyvault.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.object.Vault;
import dev.keyvault.source.Elapsed;
import dev.keyvault.source.KeyVaultException.Reach;
import dev.keyvault.source.Message;
import dev.keyvault.source.Problem;
import dev.keyvault.source.RedactedException;
import dev.keyvault.source.Setting;
import dev.keyvault.source.Subject;

/**
 * Knows the problems that there are. Logs each when it appears, when it becomes another
 * one and when it is over; an outage once an hour while it lasts. Thread-safe for
 * reading.
 */
final class ProblemLog {

	private static final Logger logger = LoggerFactory.getLogger(RotationPoller.class);

	private static final Duration REPEATED_AFTER = Duration.ofHours(1);

	private final Function<Setting, String> spelling;

	private final Clock timer;

	private volatile Map<Vault, List<Logged>> byVault = Map.of();

	private volatile List<Logged> ofPoll = List.of();

	/**
	 * Start with problems that were reported already.
	 * @param known the problems of each vault
	 * @param spelling spells the settings that problems name
	 * @param timer measures how long problems last
	 */
	ProblemLog(Map<Vault, List<Problem>> known, Function<Setting, String> spelling, Clock timer) {
		this.spelling = spelling;
		this.timer = timer;
		Map<Vault, List<Logged>> logged = new LinkedHashMap<>();
		known.forEach((vault, problems) -> logged.put(vault, problems.stream().map(this::logged).toList()));
		this.byVault = logged;
	}

	List<Problem> all() {
		return Stream.concat(this.ofPoll.stream(), this.byVault.values().stream().flatMap(Collection::stream))
			.map(Logged::problem)
			.toList();
	}

	/**
	 * Note that a poll failed as a whole, which says nothing about vaults and keys.
	 * @param failure why, without messages
	 * @param now the time
	 */
	void pollFailed(RedactedException failure, Instant now) {
		Problem problem = new Problem(new Subject.Poll(), "Keys keep their values.",
				"The poll failed unexpectedly with %s.".formatted(failure.describe()),
				Message.of("See the stack trace in the log; the poll is repeated as planned."), Reach.OUTAGE, now,
				failure);
		this.ofPoll = succeed(this.ofPoll, List.of(logged(problem)));
	}

	/**
	 * Note that a poll came to its end.
	 */
	void pollEnded() {
		this.ofPoll = succeed(this.ofPoll, List.of());
	}

	/**
	 * Replace the problems of some vaults, and log what has changed.
	 * @param polled the vaults that were polled
	 * @param failing those of them that say nothing about their keys, whose problems
	 * therefore stay
	 * @param found the problems found
	 */
	void update(Set<Vault> polled, Set<Vault> failing, Map<Vault, List<Problem>> found) {
		Map<Vault, List<Logged>> next = new LinkedHashMap<>(this.byVault);
		for (Vault vault : polled) {
			List<Logged> before = next.getOrDefault(vault, List.of());
			List<Logged> now = new ArrayList<>(
					found.getOrDefault(vault, List.of()).stream().map(this::logged).toList());
			if (failing.contains(vault)) {
				before.stream().filter((earlier) -> earlier.isAboutNoneOf(now)).toList().forEach(now::add);
			}
			next.put(vault, succeed(before, now));
		}
		this.byVault = Collections.unmodifiableMap(next);
	}

	/**
	 * Log problems that are reported once and not kept.
	 * @param problems the problems
	 */
	void warn(List<Problem> problems) {
		problems.forEach((problem) -> logger.warn("{}", problem.spelled(this.spelling)));
	}

	private Logged logged(Problem problem) {
		Instant now = this.timer.instant();
		return new Logged(problem.spelled(this.spelling), now, now);
	}

	private List<Logged> succeed(List<Logged> before, List<Logged> now) {
		before.stream()
			.filter((earlier) -> earlier.isAboutNoneOf(now))
			.forEach((earlier) -> logger.info("{}: recovered after {}; the problem was: {}",
					earlier.problem().subject(), Elapsed.words(age(earlier.start())), earlier.problem().reason()));
		return now.stream().map((each) -> succeed(before, each)).toList();
	}

	private Logged succeed(List<Logged> before, Logged now) {
		for (Logged earlier : before) {
			if (now.problem().continues(earlier.problem())) {
				return proceed(now.after(earlier));
			}
		}
		logger.warn("{}", now.problem(), now.problem().trace());
		return now;
	}

	private Logged proceed(Logged lasting) {
		Problem problem = lasting.problem();
		if (problem.reach() == Reach.OBJECT || age(lasting.reported()).compareTo(REPEATED_AFTER) < 0) {
			return lasting;
		}
		logger.warn("{} has failed for {}: {} {}", problem.subject(), Elapsed.words(age(lasting.start())),
				problem.explanation(), problem.action());
		return new Logged(problem, lasting.start(), this.timer.instant());
	}

	private Duration age(Instant start) {
		return Duration.between(start, this.timer.instant());
	}

	/**
	 * A problem that was logged.
	 *
	 * @param problem the problem
	 * @param start when it appeared, by the timer
	 * @param reported when it was logged last, by the timer
	 */
	private record Logged(Problem problem, Instant start, Instant reported) {

		boolean isAboutNoneOf(List<Logged> others) {
			return others.stream().noneMatch((other) -> other.problem.subject().equals(this.problem.subject()));
		}

		Logged after(Logged earlier) {
			Instant since = earlier.problem.since();
			return new Logged((since != null) ? this.problem.since(since) : this.problem, earlier.start,
					earlier.reported);
		}

	}

}
