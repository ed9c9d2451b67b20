package dev.keyvault.spring.ssl;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which SSL bundle is declared twice.
 */
final class DuplicateSslBundleFailureAnalyzer extends AbstractFailureAnalyzer<DuplicateSslBundleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DuplicateSslBundleException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Rename '%1$s' under 'keyvault.vaults.*.ssl-bundles', or take the other bundle '%1$s' away."
					.formatted(cause.bundle()),
				cause);
	}

}
