package dev.keyvault.spring.kubernetes;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.target.WriteOutcome;
import dev.keyvault.target.WriteResult;

/**
 * Tells what became of each Kubernetes Secret. Status {@code UP} if all are as declared,
 * left alone as configured or left to the replica that leads; {@code STALE} if some could
 * not be written, were not yet, or are left to a leader that there is not, which does not
 * take an application out of service. Asks no API server, and shows no value.
 */
final class KeyVaultKubernetesHealthIndicator extends AbstractHealthIndicator {

	private final SecretsLifecycle lifecycle;

	/**
	 * Create an indicator.
	 * @param lifecycle knows what became of the Secrets
	 */
	KeyVaultKubernetesHealthIndicator(SecretsLifecycle lifecycle) {
		super("Polling Kubernetes Secrets failed");
		this.lifecycle = lifecycle;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<WriteOutcome> outcomes = this.lifecycle.outcomes();
		String vacancy = this.lifecycle.vacancy();
		boolean failing = outcomes.stream().anyMatch((outcome) -> isWrong(outcome, vacancy));
		builder.status(failing ? KeyVaultHealthIndicator.STALE : Status.UP);
		outcomes.forEach((outcome) -> builder.withDetail(outcome.destination().toString(), detail(outcome, vacancy)));
	}

	private static boolean isWrong(WriteOutcome outcome, @Nullable String vacancy) {
		return switch (outcome.result()) {
			case PENDING, CONFLICT, FAILED -> true;
			case LEFT_TO_LEADER -> vacancy != null;
			case CREATED, UPDATED, REPLACED, UNCHANGED, SKIPPED, DELETED, RETAINED -> false;
		};
	}

	private static Map<String, Object> detail(WriteOutcome outcome, @Nullable String vacancy) {
		Map<String, Object> detail = outcome.details();
		if (outcome.result() == WriteResult.LEFT_TO_LEADER && vacancy != null) {
			detail.put("reason", vacancy);
		}
		return detail;
	}

}
