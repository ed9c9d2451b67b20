package dev.keyvault.kubernetes;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outcomes to the log: changes at INFO, a failure at WARN when it begins, its end
 * at INFO, everything else at DEBUG. Thread-safe.
 */
final class OutcomeLog {

	private static final Logger logger = LoggerFactory.getLogger(OutcomeLog.class);

	private final Map<SecretId, String> failing = new ConcurrentHashMap<>();

	void log(SecretOutcome outcome) {
		KubernetesException failure = outcome.failure();
		if (failure != null) {
			logFailure(outcome.id(), failure);
			return;
		}
		boolean recovered = this.failing.remove(outcome.id()) != null;
		if (recovered || outcome.result().isWrite()) {
			logger.info("{}: {}", outcome.id().describe(), words(outcome));
		}
		else {
			logger.debug("{}: {}", outcome.id().describe(), words(outcome));
		}
	}

	private void logFailure(SecretId id, KubernetesException failure) {
		@Nullable String before = this.failing.put(id, failure.reason());
		if (failure.reason().equals(before)) {
			logger.debug("{}: still failing: {}", id.describe(), failure.reason());
		}
		else {
			logger.warn("{}", failure.getMessage());
		}
	}

	private static String words(SecretOutcome outcome) {
		return outcome.result().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
