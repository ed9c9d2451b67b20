package dev.keyvault.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.object.SensitiveValue;

/**
 * One complete set of files in a directory of its own, which is never changed once it is
 * in place.
 *
 * @param directory holds nothing but the files
 */
record Generation(Path directory) {

	/**
	 * Write files where there are none yet, so that they survive a loss of power.
	 * @param files the files
	 * @param directoryModes the permissions of this directory and those below it
	 * @throws IOException if one of them cannot be written
	 */
	void write(Map<FilePath, FileEntry> files, DirectoryModes directoryModes) throws IOException {
		for (Map.Entry<FilePath, FileEntry> file : files.entrySet()) {
			Path path = path(file.getKey());
			Files.createDirectories(path.getParent());
			write(path, file.getValue());
		}
		for (FilePath directory : directories(files)) {
			finish(path(directory), directoryModes.mode(directory));
		}
		finish(this.directory, directoryModes.general());
	}

	private static Set<FilePath> directories(Map<FilePath, FileEntry> files) {
		return files.keySet()
			.stream()
			.flatMap((path) -> path.parents().stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static void finish(Path directory, FileMode mode) throws IOException {
		sync(directory);
		Files.setPosixFilePermissions(directory, mode.permissions());
	}

	private static void write(Path path, FileEntry entry) throws IOException {
		Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
			ByteBuffer content = ByteBuffer.wrap(entry.content().revealBytes());
			while (content.hasRemaining()) {
				channel.write(content);
			}
			Files.setPosixFilePermissions(path, entry.mode().permissions());
			channel.force(true);
		}
	}

	/**
	 * Make entries of a directory survive a loss of power.
	 * @param directory the directory
	 * @throws IOException if the file system cannot
	 */
	static void sync(Path directory) throws IOException {
		try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * Find the files that are not as they should be, missing and superfluous ones among
	 * them, and directories with other permissions.
	 * @param files what they should be
	 * @param directoryModes the permissions of this directory and those below it
	 * @return their paths, as text, that of this directory empty
	 * @throws IOException if the directory cannot be read
	 */
	Set<String> findDifferences(Map<FilePath, FileEntry> files, DirectoryModes directoryModes) throws IOException {
		Set<String> differences = new TreeSet<>();
		if (!hasMode(this.directory, directoryModes.general())) {
			differences.add("");
		}
		for (FilePath directory : directories(files)) {
			if (Files.isDirectory(path(directory), LinkOption.NOFOLLOW_LINKS)
					&& !hasMode(path(directory), directoryModes.mode(directory))) {
				differences.add(directory.text());
			}
		}
		for (Map.Entry<FilePath, FileEntry> file : files.entrySet()) {
			if (!isAs(path(file.getKey()), file.getValue())) {
				differences.add(file.getKey().text());
			}
		}
		Set<String> declared = files.keySet().stream().map(FilePath::text).collect(Collectors.toSet());
		try (Stream<Path> present = Files.walk(this.directory)) {
			present.filter((path) -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
				.map((path) -> this.directory.relativize(path).toString())
				.filter((path) -> !declared.contains(path))
				.forEach(differences::add);
		}
		return differences;
	}

	private static boolean isAs(Path path, FileEntry entry) throws IOException {
		if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !hasMode(path, entry.mode())
				|| Files.size(path) != entry.content().size()) {
			return false;
		}
		return SensitiveValue.of(Files.readAllBytes(path)).equals(SensitiveValue.of(entry.content().revealBytes()));
	}

	private static boolean hasMode(Path path, FileMode mode) throws IOException {
		return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).equals(mode.permissions());
	}

	/**
	 * Return whether something is at the top of this generation.
	 * @param top the name
	 * @return whether there is a file or a directory of that name
	 */
	boolean has(String top) {
		return Files.exists(this.directory.resolve(top), LinkOption.NOFOLLOW_LINKS);
	}

	private Path path(FilePath path) {
		return this.directory.resolve(path.text());
	}

	/**
	 * Delete a file, a link or a directory with all that is in it. Follows no link.
	 * @param path what to delete
	 * @throws IOException if something cannot be deleted
	 */
	static void delete(Path path) throws IOException {
		Files.walkFileTree(path, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
					throws IOException {
				Files.setPosixFilePermissions(directory, FileMode.DIRECTORY.permissions());
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
					throws IOException {
				if (failure != null) {
					throw failure;
				}
				Files.delete(directory);
				return FileVisitResult.CONTINUE;
			}

		});
	}

}
