package dev.keyvault.source;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * A copy of something that was thrown, for logs: which classes were thrown and where,
 * with their causes. Messages are left out, since they may quote a value. Whatever the
 * thrown object itself does when it is asked, making the copy does not fail.
 */
@Internal
public final class RedactedException extends Exception {

	private static final int LONGEST_CHAIN = 20;

	private final String type;

	private RedactedException(String type, @Nullable RedactedException cause, StackTraceElement[] frames) {
		super(type, cause, false, true);
		this.type = type;
		setStackTrace(frames);
	}

	/**
	 * Copy something that was thrown.
	 * @param thrown what was thrown
	 * @return the copy
	 */
	public static RedactedException of(Throwable thrown) {
		return copy(thrown, LONGEST_CHAIN);
	}

	private static RedactedException copy(Throwable thrown, int chain) {
		Throwable cause = (chain > 1) ? ask(thrown::getCause) : null;
		StackTraceElement[] frames = ask(thrown::getStackTrace);
		StackTraceElement[] known = Stream.ofNullable(frames)
			.flatMap(Stream::of)
			.filter(Objects::nonNull)
			.toArray(StackTraceElement[]::new);
		return new RedactedException(thrown.getClass().getName(), (cause != null) ? copy(cause, chain - 1) : null,
				known);
	}

	private static <T> @Nullable T ask(Callable<@Nullable T> question) {
		return Isolation.<@Nullable T>call(question, (failure) -> null);
	}

	/**
	 * Return what was thrown, and where.
	 * @return such as
	 * {@code java.lang.IllegalStateException at com.acme.Pool.login(Pool.java:12)}
	 */
	public String describe() {
		return this.type + Stream.of(getStackTrace()).findFirst().map((frame) -> " at " + frame).orElse("");
	}

	/**
	 * Return the class of what was thrown.
	 */
	@Override
	@SuppressWarnings("OverrideThrowableToString") // stands for another class, and has no
													// message
	public String toString() {
		return this.type;
	}

}
