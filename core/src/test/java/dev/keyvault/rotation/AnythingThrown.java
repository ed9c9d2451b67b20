package dev.keyvault.rotation;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * What code may throw, each with a message that must not show.
 */
enum AnythingThrown {

	EXCEPTION(() -> new IllegalStateException(AnythingThrown.MESSAGE, new IOException(AnythingThrown.MESSAGE))),

	STACK_OVERFLOW(() -> new StackOverflowError(AnythingThrown.MESSAGE)),

	OUT_OF_MEMORY(() -> new OutOfMemoryError(AnythingThrown.MESSAGE)),

	ASSERTION(() -> new AssertionError(AnythingThrown.MESSAGE)),

	LINKAGE(() -> new NoClassDefFoundError(AnythingThrown.MESSAGE)),

	CHECKED(() -> new IOException(AnythingThrown.MESSAGE)),

	HOSTILE(Hostile::new),

	ENDLESS(Endless::new),

	EMPTY(Empty::new);

	static final String MESSAGE = "s3cret-of-message";

	private final Supplier<Throwable> thrown;

	AnythingThrown(Supplier<Throwable> thrown) {
		this.thrown = thrown;
	}

	<T> T raise() {
		return AnythingThrown.<T, RuntimeException>sneak(this.thrown.get());
	}

	@SuppressWarnings({ "unchecked", "TypeParameterUnusedInFormals" })
	private static <T, E extends Throwable> T sneak(Throwable thrown) throws E {
		throw (E) thrown;
	}

	String type() {
		return this.thrown.get().getClass().getName();
	}

	/**
	 * Throws whatever it is asked.
	 */
	private static final class Hostile extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException(MESSAGE);
		}

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException(MESSAGE);
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new StackOverflowError(MESSAGE);
		}

		@Override
		public String toString() {
			throw new IllegalStateException(MESSAGE);
		}

	}

	/**
	 * Is its own cause.
	 */
	private static final class Endless extends RuntimeException {

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

		@Override
		public String toString() {
			return MESSAGE;
		}

	}

	/**
	 * Has nothing to say.
	 */
	private static final class Empty extends RuntimeException {

		@Override
		public StackTraceElement[] getStackTrace() {
			return new StackTraceElement[1];
		}

		@Override
		@SuppressWarnings("NullAway")
		public String toString() {
			return null;
		}

	}

}
