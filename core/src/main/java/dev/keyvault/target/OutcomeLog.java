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

import dev.keyvault.source.RedactedException;

/**
 * Logs outcomes: changes at INFO, a failure at WARN when it begins and once an hour while
 * it lasts, its end with its duration at INFO, everything else at DEBUG. Thread-safe.
 */
final class OutcomeLog {

	private static final Logger logger = LoggerFactory.getLogger(OutcomeLog.class);

	private static final Duration REPETITION = Duration.ofHours(1);

	private final Map<Destination, Failure> failures = new ConcurrentHashMap<>();

	private final Clock clock;

	OutcomeLog(Clock clock) {
		this.clock = clock;
	}

	void log(WriteOutcome outcome) {
		if (outcome.failure() != null) {
			logFailure(outcome.destination(), outcome.failure());
		}
		else {
			logSuccess(outcome, this.failures.remove(outcome.destination()));
		}
	}

	private void logSuccess(WriteOutcome outcome, @Nullable Failure before) {
		String text = "%s: %s".formatted(outcome.destination().describe(), words(outcome.result()));
		if (before != null) {
			logger.info("{} (recovered after {})", text, words(before.since(), this.clock.instant()));
		}
		else if (outcome.result().isWrite()) {
			logger.info("{}", text);
		}
		else {
			logger.debug("{}", text);
		}
	}

	private void logFailure(Destination destination, TargetException failure) {
		Instant now = this.clock.instant();
		Failure before = this.failures.get(destination);
		if (before == null || !before.reason().equals(failure.reason())) {
			Instant since = (before != null) ? before.since() : now;
			this.failures.put(destination, new Failure(failure.reason(), since, now));
			logger.warn("{}", failure.getMessage(), trace(failure));
		}
		else if (!now.isBefore(before.loggedAt().plus(REPETITION))) {
			this.failures.put(destination, new Failure(failure.reason(), before.since(), now));
			logger.warn("{} It has failed for {}.", failure.getMessage(), words(before.since(), now));
		}
		else {
			logger.debug("{}: still failing: {}", destination.describe(), failure.reason());
		}
	}

	private static @Nullable Throwable trace(TargetException failure) {
		return (failure.getCause() instanceof RedactedException known) ? known : null;
	}

	private static String words(WriteResult result) {
		return result.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String words(Instant since, Instant now) {
		Duration time = Duration.between(since, now);
		if (time.toMinutes() == 0) {
			return time.toSeconds() + " s";
		}
		return (time.toHours() == 0) ? time.toMinutes() + " min" : time.toHours() + " h";
	}

	/**
	 * A failure that lasts.
	 *
	 * @param reason the last reason
	 * @param since when it began
	 * @param loggedAt when it was last logged
	 */
	private record Failure(String reason, Instant since, Instant loggedAt) {

	}

}
