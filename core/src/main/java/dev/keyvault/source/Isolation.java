package dev.keyvault.source;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * The border to code that may throw anything: validators, followers, and parsers of what
 * others send. All that is thrown stays behind it, errors of the virtual machine and
 * checked exceptions that were not declared included: a rotation that ended with them
 * would end in silence.
 */
@Internal
public final class Isolation {

	private Isolation() {
	}

	/**
	 * Call something that may fail in any way.
	 * @param <T> the type of result
	 * @param call the call
	 * @param otherwise makes the result out of what was thrown, or throws what the caller
	 * understands
	 * @return the result
	 */
	@SuppressWarnings("checkstyle:IllegalCatch")
	public static <T extends @Nullable Object> T call(Callable<T> call, Function<Throwable, T> otherwise) {
		try {
			return call.call();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return otherwise.apply(ex);
		}
		catch (Throwable ex) {
			// A future would catch it, too, but asks it for its text, which may throw.
			return otherwise.apply(ex);
		}
	}

	/**
	 * Run something that may fail in any way.
	 * @param call the call
	 * @param otherwise is told what was thrown
	 */
	public static void run(Runnable call, Consumer<Throwable> otherwise) {
		Isolation.<@Nullable Void>call(() -> {
			call.run();
			return null;
		}, (failure) -> {
			otherwise.accept(failure);
			return null;
		});
	}

}
