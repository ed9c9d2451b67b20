package dev.keyvault.spring.ssl;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Reports an SSL bundle that is declared twice.
 */
final class DuplicateSslBundleFailureAnalyzer extends AbstractFailureAnalyzer<DuplicateSslBundleException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DuplicateSslBundleException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Rename '%1$s' under 'keyvault.vaults.*.ssl-bundles', or remove the other bundle '%1$s'."
					.formatted(cause.bundle()),
				cause);
	}

}
