package dev.keyvault.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;

/**
 * A directory whose files change all at once, as those of a Kubernetes volume do. Files
 * are reached by links through {@code ..data}, which is a link to the directory with the
 * generation in place: whoever resolves {@code ..data} once sees one generation only, and
 * a process that dies while it writes leaves the old generation or the new one.
 * Thread-safe. One process at a time may have a directory open.
 */
@Internal
public final class AtomicDirectory implements AutoCloseable {

	private static final String DATA = "..data";

	private static final String NEXT_LINK = "..next";

	private static final String GENERATION = "..2";

	private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'..'yyyy_MM_dd_HH_mm_ss.SSSSSSSSS")
		.withZone(ZoneOffset.UTC);

	private final Path directory;

	private final DirectoryModes directoryModes;

	private final InstantSource clock;

	private final DirectoryLock lock;

	private AtomicDirectory(Path directory, DirectoryModes directoryModes, InstantSource clock, DirectoryLock lock) {
		this.directory = directory;
		this.directoryModes = directoryModes;
		this.clock = clock;
		this.lock = lock;
	}

	/**
	 * Open a directory for writing, and create it if it is not there.
	 * @param directory the directory; its parents are created too
	 * @param directoryModes the permissions of the directories below it, and of itself if
	 * it is created
	 * @param clock names the generations
	 * @return the directory, which nobody else can open until it is closed
	 * @throws FileWriteException if the directory cannot be written, or is open already
	 */
	public static AtomicDirectory open(Path directory, DirectoryModes directoryModes, InstantSource clock) {
		try {
			if (!Files.isDirectory(directory)) {
				Files.createDirectories(directory);
				Files.setPosixFilePermissions(directory, directoryModes.general().permissions());
			}
			Path real = directory.toRealPath();
			DirectoryLock lock = DirectoryLock.take(real);
			if (lock == null) {
				throw FileWriteException.locked(directory);
			}
			return new AtomicDirectory(real, directoryModes, clock, lock);
		}
		catch (IOException ex) {
			throw FileWriteException.of(directory, ex);
		}
		catch (UnsupportedOperationException ex) {
			throw FileWriteException.withoutPermissions(directory, ex);
		}
	}

	/**
	 * Return whether the directory is still the one that was opened.
	 * @return {@code false} if it was deleted or replaced, so that others can open what
	 * is there now
	 * @throws FileWriteException if the file system refuses to say
	 */
	public boolean isInPlace() {
		try {
			return this.lock.isInPlace();
		}
		catch (IOException ex) {
			throw FileWriteException.of(this.directory, ex);
		}
	}

	/**
	 * Return whether there are files that this class has written, or were all of them
	 * removed.
	 * @return {@code false} before the first write
	 * @throws FileWriteException if the file system refuses to say
	 */
	public synchronized boolean hasFiles() {
		try {
			return findCurrent() != null;
		}
		catch (IOException ex) {
			throw FileWriteException.of(this.directory, ex);
		}
	}

	/**
	 * Make the directory hold these files and no others. Does not touch the disk if
	 * content and permissions are as they should be. Files that are there without being
	 * written by this class stay; if one of them is in the way, nothing is written.
	 * @param files the files by their paths
	 * @return the paths of those that were missing, superfluous, or differed in content
	 * or permissions; empty if nothing was written
	 * @throws IllegalArgumentException if one file would be a directory of another
	 * @throws FileWriteException if the file system refuses; the old files or the new
	 * ones are in place
	 */
	public synchronized Set<String> write(Map<FilePath, FileEntry> files) {
		FilePath.requireTree(files.keySet());
		try {
			Generation current = findCurrent();
			requireRoom(tops(files), current);
			deleteOthers(current);
			Set<String> differences = findDifferences(current, files);
			if (!differences.isEmpty() || current == null) {
				replace(files);
			}
			return differences;
		}
		catch (IOException ex) {
			throw FileWriteException.of(this.directory, ex);
		}
		catch (UncheckedIOException ex) {
			throw FileWriteException.of(this.directory, Objects.requireNonNull(ex.getCause()));
		}
		catch (DirectoryIteratorException ex) {
			throw FileWriteException.of(this.directory, Objects.requireNonNull(ex.getCause()));
		}
	}

	// What has taken the place of a link to a file in place is not somebody else's,
	// unless
	// it is a directory with something in it.
	private void requireRoom(Set<String> tops, @Nullable Generation current) throws IOException {
		for (String top : tops) {
			Path path = this.directory.resolve(top);
			if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isLinked(top)
					&& (current == null || !current.has(top) || isFilled(path))) {
				throw FileWriteException.occupied(this.directory, top);
			}
		}
	}

	private static boolean isFilled(Path path) throws IOException {
		return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !list(path).isEmpty();
	}

	private Set<String> findDifferences(@Nullable Generation current, Map<FilePath, FileEntry> files)
			throws IOException {
		Set<String> differences = (current != null) ? current.findDifferences(files, this.directoryModes)
				: new TreeSet<>();
		files.keySet()
			.stream()
			.filter((path) -> current == null || !isLinked(path.top()))
			.forEach((path) -> differences.add(path.text()));
		for (Path link : findStaleLinks(tops(files))) {
			String name = link.getFileName().toString();
			if (differences.stream().noneMatch((path) -> path.startsWith(name + "/"))) {
				differences.add(name);
			}
		}
		return differences;
	}

	private static Set<String> tops(Map<FilePath, FileEntry> files) {
		return files.keySet().stream().map(FilePath::top).collect(Collectors.toSet());
	}

	private @Nullable Generation findCurrent() throws IOException {
		Path data = this.directory.resolve(DATA);
		if (!Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		Path current = Files.isSymbolicLink(data) ? this.directory.resolve(Files.readSymbolicLink(data)) : data;
		if (!isNamedAsGeneration(current)) {
			throw FileWriteException.occupied(this.directory, DATA);
		}
		return isGeneration(current) ? new Generation(current) : null;
	}

	private boolean isGeneration(Path path) {
		return isNamedAsGeneration(path) && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
	}

	private boolean isNamedAsGeneration(Path path) {
		return this.directory.equals(path.getParent()) && path.getFileName().toString().startsWith(GENERATION);
	}

	// The generation that is replaced stays until the next call, for readers that have
	// just resolved '..data'.
	private void replace(Map<FilePath, FileEntry> files) throws IOException {
		Set<String> tops = tops(files);
		Generation next = create();
		try {
			next.write(files, this.directoryModes);
			linkNewFiles(tops);
			link(DATA, next.directory().getFileName());
		}
		catch (IOException ex) {
			Generation.delete(next.directory());
			throw ex;
		}

		for (String top : tops) {
			if (!isLinked(top)) {
				replaceByLink(top);
			}
		}
		for (Path link : findStaleLinks(tops)) {
			Files.delete(link);
		}
		Generation.sync(this.directory);
	}

	private void replaceByLink(String top) throws IOException {
		if (Files.isDirectory(this.directory.resolve(top), LinkOption.NOFOLLOW_LINKS)) {
			Files.delete(this.directory.resolve(top));
		}
		link(top, Path.of(DATA, top));
	}

	private Generation create() throws IOException {
		for (int attempt = 0;; attempt++) {
			Path path = this.directory.resolve(NAME.format(this.clock.instant().plusNanos(attempt)));
			try {
				return new Generation(Files.createDirectory(path));
			}
			catch (FileAlreadyExistsException ex) {
				// the clock stands still
			}
		}
	}

	// A link to what the generation in place does not have shows with the next one.
	private void linkNewFiles(Set<String> tops) throws IOException {
		for (String top : tops) {
			if (!Files.exists(this.directory.resolve(top), LinkOption.NOFOLLOW_LINKS)) {
				link(top, Path.of(DATA, top));
			}
		}
	}

	private void link(String name, Path target) throws IOException {
		Path next = this.directory.resolve(NEXT_LINK);
		Files.deleteIfExists(next);
		Files.createSymbolicLink(next, target);
		Files.move(next, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE,
				StandardCopyOption.REPLACE_EXISTING);
	}

	private boolean isLinked(String name) {
		try {
			return Files.readSymbolicLink(this.directory.resolve(name)).equals(Path.of(DATA, name));
		}
		catch (IOException | UnsupportedOperationException ex) {
			return false;
		}
	}

	private List<Path> findStaleLinks(Set<String> tops) throws IOException {
		return list(this.directory).stream().filter((path) -> {
			String name = path.getFileName().toString();
			return !tops.contains(name) && !name.startsWith("..") && isLinked(name);
		}).toList();
	}

	// Delete the generation before, and those that a process left when it died.
	private void deleteOthers(@Nullable Generation current) throws IOException {
		for (Path path : list(this.directory)) {
			if (isGeneration(path) && (current == null || !path.equals(current.directory()))) {
				Generation.delete(path);
			}
		}
	}

	private static List<Path> list(Path directory) throws IOException {
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			List<Path> paths = new ArrayList<>();
			entries.forEach(paths::add);
			return paths;
		}
	}

	/**
	 * Let others write the directory. The files stay.
	 */
	@Override
	public synchronized void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw FileWriteException.of(this.directory, ex);
		}
	}

}
