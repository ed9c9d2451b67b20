package dev.keyvault.spring.config;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what keeps keys from being imported, and what to do about it.
 */
final class KeyVaultImportFailureAnalyzer extends AbstractFailureAnalyzer<KeyVaultImportException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, KeyVaultImportException cause) {
		return new FailureAnalysis(cause.description(), cause.action(), cause);
	}

}
