package dev.keyvault.spring.config.redaction;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An exception as it was thrown, with its causes, but without the messages, which may
 * quote a value. Spring Boot logs it at {@code DEBUG}.
 */
final class SilencedException extends RuntimeException {

	private SilencedException(Throwable thrown, @Nullable Throwable cause) {
		super(thrown.getClass().getName() + ", whose message may show an imported value", cause);
		setStackTrace(thrown.getStackTrace());
	}

	/**
	 * Copy an exception without its messages.
	 * @param thrown the exception
	 * @return its stack traces, and those of its causes
	 */
	static SilencedException of(Throwable thrown) {
		List<Throwable> causes = ThrownChain.causes(thrown);
		SilencedException silenced = new SilencedException(causes.get(causes.size() - 1), null);
		for (int i = causes.size() - 2; i >= 0; i--) {
			silenced = new SilencedException(causes.get(i), silenced);
		}
		return silenced;
	}

}
