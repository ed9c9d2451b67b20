package dev.keyvault.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.target.TargetException;

/**
 * A directory could not be written. The files in place are complete: the old ones, or the
 * new ones.
 */
@Internal
public final class FileWriteException extends TargetException {

	private static final long serialVersionUID = 1L;

	private FileWriteException(String reason, String action, @Nullable Throwable cause) {
		super(reason, action, cause);
	}

	/**
	 * Say that the file system refused.
	 * @param directory the directory
	 * @param cause what it said
	 * @return the exception
	 */
	static FileWriteException of(Path directory, IOException cause) {
		String reason = reason(cause);
		return new FileWriteException("The files in '%s' cannot be written: %s.".formatted(directory, reason),
				action(directory, cause, reason), cause);
	}

	/**
	 * Say that somebody else writes the directory.
	 * @param directory the directory
	 * @return the exception
	 */
	static FileWriteException locked(Path directory) {
		return new FileWriteException(
				"The files in '%s' are written by another process or application.".formatted(directory),
				"Give each application a directory of its own.", null);
	}

	/**
	 * Say that there is something that is not ours.
	 * @param directory the directory
	 * @param name what is there
	 * @return the exception
	 */
	static FileWriteException occupied(Path directory, String name) {
		return new FileWriteException(
				"The files in '%s' cannot be written: '%s' is there already, and nothing says that an application with this library has written it."
					.formatted(directory, name),
				"Move '%s' away, or write the files elsewhere.".formatted(directory.resolve(name)), null);
	}

	/**
	 * Say that the file system has no permissions.
	 * @param directory the directory
	 * @param cause what it said
	 * @return the exception
	 */
	static FileWriteException withoutPermissions(Path directory, UnsupportedOperationException cause) {
		return new FileWriteException(
				"The files in '%s' cannot be written: the file system has no POSIX permissions.".formatted(directory),
				"Choose a directory on a file system of Linux or macOS.", cause);
	}

	private static String reason(IOException cause) {
		if (cause instanceof AccessDeniedException denied) {
			return "access to '%s' is denied".formatted(denied.getFile());
		}
		if (cause instanceof FileAlreadyExistsException file) {
			return "'%s' is not a directory".formatted(file.getFile());
		}
		if (cause instanceof DirectoryNotEmptyException occupied) {
			return "the directory '%s' is not empty".formatted(occupied.getFile());
		}
		if (cause instanceof NoSuchFileException missing) {
			return "'%s' has disappeared".formatted(missing.getFile());
		}
		if (cause instanceof ClosedByInterruptException) {
			return "the writing was interrupted";
		}
		String reason = (cause instanceof FileSystemException failure) ? failure.getReason() : cause.getMessage();
		return Objects.requireNonNullElse(reason, cause.getClass().getSimpleName());
	}

	private static String action(Path directory, IOException cause, String reason) {
		if (cause instanceof ClosedByInterruptException) {
			return "Nothing, if the application is being stopped; the files are written when it starts again.";
		}
		if (cause instanceof AccessDeniedException) {
			return "Give the user of the application the right to write there, in a pod for instance with 'fsGroup'.";
		}
		if (reason.contains("No space left") || reason.contains("quota")) {
			return "Make room on the file system, or raise the size limit of its volume.";
		}
		if (reason.contains("Read-only")) {
			return "Mount a volume that can be written at '%s', such as an emptyDir of medium Memory."
				.formatted(directory);
		}
		return "Check the file system at '%s'.".formatted(directory);
	}

}
