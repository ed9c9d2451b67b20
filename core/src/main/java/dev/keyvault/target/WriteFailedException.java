package dev.keyvault.target;

import org.jspecify.annotations.Nullable;

import dev.keyvault.source.RedactedException;

/**
 * Raised by a {@link Target} to say in its own words why it cannot be written and what to
 * do about it. Any other exception is reported without its message, which may hold a
 * value.
 */
public final class WriteFailedException extends TargetException {

	/**
	 * Create an exception.
	 * @param reason what failed, as a sentence without a value
	 * @param action what to do about it, as a sentence
	 */
	public WriteFailedException(String reason, String action) {
		this(reason, action, null);
	}

	private WriteFailedException(String reason, String action, @Nullable Throwable cause) {
		super(reason, action, cause);
	}

	/**
	 * Describe an exception that nobody foresaw, without its message.
	 * @param destination what was to be written
	 * @param thrown what was thrown
	 * @return the failure, whose cause is a {@link RedactedException}
	 */
	static WriteFailedException unexpected(Destination destination, Throwable thrown) {
		RedactedException cause = RedactedException.of(thrown);
		return new WriteFailedException(
				"%s could not be handled: %s.".formatted(destination.describe(), cause.describe()),
				"Report this; it is tried again later.", cause);
	}

}
