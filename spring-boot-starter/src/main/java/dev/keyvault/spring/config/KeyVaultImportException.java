package dev.keyvault.spring.config;

import java.util.List;

import dev.keyvault.source.Problem;

/**
 * Raised when keys that an application needs cannot be imported. Holds every problem that
 * was found, and no value.
 */
public final class KeyVaultImportException extends RuntimeException {

	private final String description;

	private final String action;

	KeyVaultImportException(List<Problem> problems) {
		this(new ProblemReport(problems));
	}

	private KeyVaultImportException(ProblemReport report) {
		super(report.text());
		this.description = report.description();
		this.action = report.action();
	}

	/**
	 * Return what failed, for users.
	 * @return the description of all problems
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return what to do, for users.
	 * @return the actions, numbered as the problems are
	 */
	public String action() {
		return this.action;
	}

}
