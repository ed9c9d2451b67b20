package dev.keyvault.source;

import java.time.Duration;

import dev.keyvault.Internal;

/**
 * Writes how long something has lasted.
 */
@Internal
public final class Elapsed {

	private Elapsed() {
	}

	/**
	 * Write a time in the units that a reader of a log wants.
	 * @param time the time
	 * @return seconds below a minute, else minutes, with hours where there are any, such
	 * as {@code 1 h 5 min}
	 */
	public static String words(Duration time) {
		if (time.toMinutes() == 0) {
			return time.toSeconds() + " s";
		}
		String minutes = time.toMinutesPart() + " min";
		return (time.toHours() == 0) ? minutes : time.toHours() + " h " + minutes;
	}

}
