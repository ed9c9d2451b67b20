package dev.keyvault.target;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.source.Elapsed;
import dev.keyvault.source.Problem;

/**
 * Logs outcomes: changes at INFO, a failure at WARN when it begins and once an hour while
 * it lasts, its end with its duration at INFO, everything else at DEBUG. Thread-safe.
 */
final class OutcomeLog {

	private static final Logger logger = LoggerFactory.getLogger(OutcomeLog.class);

	private static final Duration REPETITION = Duration.ofHours(1);

	private final Map<Destination, Logged> failures = new ConcurrentHashMap<>();

	private final Clock clock;

	OutcomeLog(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Log an outcome.
	 * @param outcome the outcome, which says since when there is a failure
	 */
	void log(WriteOutcome outcome) {
		Problem problem = (outcome.failure() != null) ? outcome.problem() : null;
		if (problem != null) {
			logFailure(outcome.destination(), problem, this.failures.get(outcome.destination()));
		}
		else {
			logSuccess(outcome, this.failures.remove(outcome.destination()));
		}
	}

	private void logSuccess(WriteOutcome outcome, @Nullable Logged before) {
		String text = "%s: %s".formatted(outcome.destination().describe(), words(outcome.result()));
		if (before != null) {
			logger.info("{} (recovered after {})", text, duration(before.problem()));
		}
		else if (outcome.result().isWrite()) {
			logger.info("{}", text);
		}
		else {
			logger.debug("{}", text);
		}
	}

	private void logFailure(Destination destination, Problem problem, @Nullable Logged before) {
		if (before != null && before.problem().continues(problem)) {
			logRepeatedly(destination, problem, before);
			return;
		}
		logger.warn("{}", problem.sentences(), problem.trace());
		this.failures.put(destination, new Logged(problem, this.clock.instant()));
	}

	private void logRepeatedly(Destination destination, Problem problem, Logged before) {
		Instant now = this.clock.instant();
		if (now.isBefore(before.at().plus(REPETITION))) {
			logger.debug("{}: still failing: {}", problem.subject(), problem.reason());
			return;
		}
		logger.warn("{} It has failed for {}.", problem.sentences(), duration(problem));
		this.failures.put(destination, new Logged(problem, now));
	}

	private String duration(Problem problem) {
		Instant now = this.clock.instant();
		return Elapsed.words(Duration.between((problem.since() != null) ? problem.since() : now, now));
	}

	private static String words(WriteResult result) {
		return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/**
	 * A failure that lasts.
	 *
	 * @param problem the last problem
	 * @param at when it was last logged
	 */
	private record Logged(Problem problem, Instant at) {

	}

}
