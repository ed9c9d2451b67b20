package dev.keyvault.spring.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.keyvault.kubernetes.KubernetesException;
import dev.keyvault.kubernetes.SecretOutcome;
import dev.keyvault.spring.kubernetes.SecretsKeeper;

/**
 * Tells what became of each Kubernetes Secret. Status {@code UP} if all are as declared,
 * {@code STALE} if some could not be written, which does not take an application out of
 * service. Asks no API server, and shows no value.
 */
public final class KeyVaultKubernetesHealthIndicator extends AbstractHealthIndicator {

	private final SecretsKeeper keeper;

	/**
	 * Create an indicator.
	 * @param keeper knows what became of the Secrets
	 */
	public KeyVaultKubernetesHealthIndicator(SecretsKeeper keeper) {
		super("Looking at Kubernetes Secrets failed");
		this.keeper = keeper;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<SecretOutcome> outcomes = this.keeper.outcomes();
		boolean failing = outcomes.stream().anyMatch((outcome) -> outcome.failure() != null);
		builder.status(failing ? KeyVaultHealthIndicator.STALE : Status.UP);
		outcomes.forEach((outcome) -> builder.withDetail(outcome.id().toString(), detail(outcome)));
	}

	private static Map<String, Object> detail(SecretOutcome outcome) {
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("result", outcome.result().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		KubernetesException failure = outcome.failure();
		if (failure != null) {
			detail.put("reason", failure.reason());
			detail.put("action", failure.action());
		}
		if (outcome.retryAt() != null) {
			detail.put("retryAt", outcome.retryAt());
		}
		return detail;
	}

}
