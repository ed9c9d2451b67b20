package dev.keyvault.spring.config;

import java.util.Objects;

import org.apache.commons.logging.LogFactory;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/**
 * What somebody is told whose application does not start.
 */
public final class FailureMessage {

	private FailureMessage() {
	}

	public static String of(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, null, FailureHandler.logging(LogFactory.getLog(FailureMessage.class)))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter(Objects::nonNull)
			.findFirst()
			.map((analysis) -> analysis.getDescription() + "\n\nAction:\n\n" + analysis.getAction())
			.orElseThrow(() -> new AssertionError("No analyzer tells of the failure", failure));
	}

}
