package dev.keyvault.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Keeps all others from writing a directory, be it in another process or in this one.
 */
final class DirectoryLock implements AutoCloseable {

	private static final String NAME = "..lock";

	// Closing any channel of a file gives up all locks that the process has on it.
	private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

	private final Path file;

	private final FileChannel channel;

	private final @Nullable Object fileKey;

	private DirectoryLock(Path file, FileChannel channel) throws IOException {
		this.file = file;
		this.channel = channel;
		this.fileKey = fileKey(file);
	}

	/**
	 * Lock a directory.
	 * @param directory the directory, without links in its path
	 * @return the lock, or {@code null} if somebody else has it
	 * @throws IOException if the file system refuses
	 */
	static @Nullable DirectoryLock take(Path directory) throws IOException {
		Path file = directory.resolve(NAME);
		if (!HELD.add(file)) {
			return null;
		}
		DirectoryLock lock = null;
		try {
			lock = lock(file);
			return lock;
		}
		finally {
			if (lock == null) {
				HELD.remove(file);
			}
		}
	}

	private static @Nullable DirectoryLock lock(Path file) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
				LinkOption.NOFOLLOW_LINKS);
		DirectoryLock lock = null;
		try {
			lock = isTaken(channel) ? null : new DirectoryLock(file, channel);
			return lock;
		}
		finally {
			if (lock == null) {
				channel.close();
			}
		}
	}

	private static boolean isTaken(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() == null;
		}
		catch (OverlappingFileLockException ex) {
			return true;
		}
	}

	private static @Nullable Object fileKey(Path file) throws IOException {
		return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

	/**
	 * Return whether others find this lock where they look for it.
	 * @return {@code false} once somebody has deleted the file, alone or with its
	 * directory
	 * @throws IOException if the file system refuses to say
	 */
	boolean isInPlace() throws IOException {
		try {
			return Objects.equals(fileKey(this.file), this.fileKey);
		}
		catch (NoSuchFileException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		try {
			this.channel.close();
		}
		finally {
			HELD.remove(this.file);
		}
	}

}
