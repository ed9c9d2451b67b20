package dev.keyvault.samples.secretsync;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import dev.keyvault.source.Problem;
import dev.keyvault.spring.kubernetes.SecretsLifecycle;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * Says by the exit code whether all Secrets are as declared, for which it waits.
 */
@Component
final class SyncResult implements ExitCodeGenerator {

	private static final Log logger = LogFactory.getLog(SyncResult.class);

	private final ObjectProvider<SecretsLifecycle> lifecycle;

	private final Duration timeout;

	SyncResult(ObjectProvider<SecretsLifecycle> lifecycle, Environment environment) {
		this.lifecycle = lifecycle;
		this.timeout = environment.getProperty("sync.timeout", Duration.class, Duration.ofMinutes(5));
	}

	/**
	 * Wait until the Secrets are as declared, and tell of each that is not.
	 * @return 0 if all are, else 1
	 */
	@Override
	public int getExitCode() {
		try {
			List<String> obstacles = obstacles();
			obstacles.forEach(logger::error);
			return obstacles.isEmpty() ? 0 : 1;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return 1;
		}
	}

	private List<String> obstacles() throws InterruptedException {
		SecretsLifecycle present = this.lifecycle.getIfAvailable();
		if (present == null || present.outcomes().isEmpty()) {
			return List.of("No Secret is declared under 'keyvault.kubernetes.secrets'.");
		}
		List<WriteOutcome> outcomes = present.await(this.timeout);
		return outcomes.stream().map((outcome) -> obstacle(outcome, present)).filter(Objects::nonNull).toList();
	}

	private static @Nullable String obstacle(WriteOutcome outcome, SecretsLifecycle lifecycle) {
		Problem problem = outcome.problem();
		if (problem == null) {
			return null;
		}
		String vacancy = lifecycle.vacancy();
		boolean left = outcome.result() == WriteResult.LEFT_TO_LEADER && vacancy != null;
		return left ? problem.sentences() + " " + vacancy : problem.sentences();
	}

}
