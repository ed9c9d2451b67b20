package dev.keyvault.rotation;

import dev.keyvault.source.RedactedException;

/**
 * Describes what code that follows rotations throws. The message is left out: it may
 * quote a value.
 */
public final class Thrown {

	private Thrown() {
	}

	/**
	 * Return what was thrown, and where.
	 * @param thrown what was thrown
	 * @return such as
	 * {@code java.lang.IllegalStateException at com.acme.Pool.login(Pool.java:12)}
	 */
	public static String describe(Throwable thrown) {
		return RedactedException.of(thrown).describe();
	}

}
