package dev.keyvault.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

import dev.keyvault.Internal;

/**
 * A directory could not be written. The files in place are complete: the old ones, or the
 * new ones.
 */
@Internal
public final class FileWriteException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	private FileWriteException(String message, String action, IOException cause) {
		super(message, cause);
		this.action = action;
	}

	/**
	 * Say that the file system refused.
	 * @param directory the directory
	 * @param cause what it said
	 * @return the exception
	 */
	static FileWriteException of(Path directory, IOException cause) {
		String reason = reason(cause);
		return new FileWriteException("The files in '%s' cannot be written: %s".formatted(directory, reason),
				action(directory, cause, reason), cause);
	}

	/**
	 * Say that somebody else writes the directory.
	 * @param directory the directory
	 * @return the exception
	 */
	static FileWriteException locked(Path directory) {
		return new FileWriteException(
				"The files in '%s' are written by another process or application".formatted(directory),
				"Give each application a directory of its own.", new IOException("locked"));
	}

	private static String reason(IOException cause) {
		if (cause instanceof AccessDeniedException denied) {
			return "access to '%s' is denied".formatted(denied.getFile());
		}
		String reason = (cause instanceof FileSystemException failure) ? failure.getReason() : cause.getMessage();
		return Objects.requireNonNullElse(reason, cause.getClass().getSimpleName());
	}

	private static String action(Path directory, IOException cause, String reason) {
		if (cause instanceof AccessDeniedException) {
			return "Give the user of the application the right to write there, in a pod for instance with 'fsGroup'.";
		}
		if (reason.contains("No space left")) {
			return "Make room on the file system, or raise the size limit of its volume.";
		}
		if (reason.contains("Read-only")) {
			return "Mount a volume that can be written at '%s', such as an emptyDir of medium Memory."
				.formatted(directory);
		}
		return "Check the file system at '%s'.".formatted(directory);
	}

	/**
	 * Return what to do about it.
	 * @return one sentence
	 */
	public String action() {
		return this.action;
	}

}
