package dev.keyvault.spring.refresh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * The border to code that may fail without keeping others from following. What fails is
 * logged without its message, which may quote a value.
 */
final class Border {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private Border() {
	}

	static void run(Object owner, Runnable call) {
		run(owner.getClass().getName(), call);
	}

	static void run(String owner, Runnable call) {
		Isolation.run(call, (thrown) -> {
			RedactedException failure = RedactedException.of(thrown);
			logger.error("{} failed with {} while following a rotation; others follow all the same", owner,
					failure.describe(), failure);
		});
	}

}
