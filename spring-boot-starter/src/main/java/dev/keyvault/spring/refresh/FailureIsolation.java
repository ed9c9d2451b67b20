package dev.keyvault.spring.refresh;

import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.keyvault.Internal;
import dev.keyvault.source.Isolation;
import dev.keyvault.source.RedactedException;

/**
 * Runs code whose failure must not keep others from following. A failure is logged
 * without its message, which may quote a value.
 */
@Internal
public final class FailureIsolation {

	private static final Logger logger = LoggerFactory.getLogger(KeyVaultRefresher.class);

	private FailureIsolation() {
	}

	/**
	 * Run code of an object.
	 * @param owner the object, whose class is named if its code fails
	 * @param call the code
	 */
	public static void run(Object owner, Runnable call) {
		run(owner.getClass().getName(), call);
	}

	/**
	 * Run code.
	 * @param owner what is named if the code fails
	 * @param call the code
	 */
	public static void run(String owner, Runnable call) {
		run(owner, call, (failure) -> {
		});
	}

	static void run(String owner, Runnable call, Consumer<RedactedException> onFailure) {
		Isolation.run(call, (thrown) -> {
			RedactedException failure = RedactedException.of(thrown);
			onFailure.accept(failure);
			logger.error("{} failed with {} while following a rotation; the others follow nevertheless", owner,
					failure.describe(), failure);
		});
	}

}
