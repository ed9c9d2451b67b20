package dev.keyvault.samples.secretsync;

import java.util.List;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

import dev.keyvault.kubernetes.SecretOutcome;
import dev.keyvault.spring.kubernetes.SecretsKeeper;

/**
 * Says by the exit code whether all Secrets are as declared.
 */
@Component
final class SyncResult implements ExitCodeGenerator {

	private final SecretsKeeper keeper;

	SyncResult(SecretsKeeper keeper) {
		this.keeper = keeper;
	}

	@Override
	public int getExitCode() {
		List<SecretOutcome> outcomes = this.keeper.outcomes();
		boolean failed = outcomes.stream().anyMatch((outcome) -> outcome.failure() != null);
		return (outcomes.isEmpty() || failed) ? 1 : 0;
	}

}
