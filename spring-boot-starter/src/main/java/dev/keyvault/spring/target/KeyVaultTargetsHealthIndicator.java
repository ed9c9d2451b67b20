package dev.keyvault.spring.target;

import java.util.List;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.keyvault.spring.actuate.KeyVaultHealthIndicator;
import dev.keyvault.target.WriteOutcome;

/**
 * Shows what became of each target. Status {@code UP} if all hold the values in force,
 * else {@code STALE}, which does not take an application out of service. Shows no value.
 */
final class KeyVaultTargetsHealthIndicator extends AbstractHealthIndicator {

	private final TargetsLifecycle lifecycle;

	KeyVaultTargetsHealthIndicator(TargetsLifecycle lifecycle) {
		super("Reading the state of targets failed");
		this.lifecycle = lifecycle;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		List<WriteOutcome> outcomes = this.lifecycle.outcomes();
		boolean upToDate = outcomes.stream().allMatch((outcome) -> outcome.result().isAsDeclared());
		builder.status(upToDate ? Status.UP : KeyVaultHealthIndicator.STALE);
		outcomes.forEach((outcome) -> builder.withDetail(outcome.destination().toString(), outcome.details()));
	}

}
