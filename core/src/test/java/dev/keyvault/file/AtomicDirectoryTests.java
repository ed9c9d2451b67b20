package dev.keyvault.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.object.SensitiveValue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AtomicDirectory}.
 */
class AtomicDirectoryTests {

	private static final InstantSource STANDING = InstantSource.fixed(Instant.parse("2026-01-02T15:04:05Z"));

	@TempDir
	Path temporary;

	private Path root;

	private AtomicDirectory directory;

	@BeforeEach
	void open() {
		this.root = this.temporary.resolve("secrets");
		this.directory = AtomicDirectory.open(this.root, DirectoryModes.of(FileMode.DIRECTORY), STANDING);
	}

	@AfterEach
	void close() {
		this.directory.close();
	}

	@Test
	void writeWhenDirectoryIsNewWritesFilesBehindLinks() throws IOException {
		assertThat(this.directory.write(files("password", "s1", "db/user", "s2"))).containsExactly("db/user",
				"password");
		assertThat(tree()).containsOnly(Map.entry("password", "s1"), Map.entry("db/user", "s2"));
		assertThat(Files.readSymbolicLink(this.root.resolve("password"))).isEqualTo(Path.of("..data/password"));
		assertThat(Files.readSymbolicLink(this.root.resolve("db"))).isEqualTo(Path.of("..data/db"));
		assertThat(Files.readSymbolicLink(this.root.resolve("..data")))
			.isEqualTo(Path.of("..2026_01_02_15_04_05.000000000"));
	}

	@Test
	void writeWhenNothingDiffersTouchesNothing() throws IOException {
		this.directory.write(files("a", "s1"));
		Path generation = this.root.resolve("..data").toRealPath();
		FileTime written = Files.getLastModifiedTime(this.root, LinkOption.NOFOLLOW_LINKS);
		assertThat(this.directory.write(files("a", "s1"))).isEmpty();
		assertThat(this.root.resolve("..data").toRealPath()).isEqualTo(generation);
		assertThat(Files.getLastModifiedTime(this.root, LinkOption.NOFOLLOW_LINKS)).isEqualTo(written);
	}

	@Test
	void writeWhenFilesAreAddedChangedAndRemovedLeavesThoseOnly() throws IOException {
		this.directory.write(files("a", "s1", "b", "s2", "zip/1/2/bar", "s3", "zip/1/foo", "s4", "gone/x", "s5"));
		assertThat(this.directory.write(files("a", "t1", "zip/1/foo", "s4", "zip/9/new", "t2", "c", "t3")))
			.containsExactly("a", "b", "c", "gone/x", "zip/1/2/bar", "zip/9/new");
		assertThat(tree()).containsOnly(Map.entry("a", "t1"), Map.entry("zip/1/foo", "s4"),
				Map.entry("zip/9/new", "t2"), Map.entry("c", "t3"));
		assertThat(this.root.resolve("b")).doesNotExist();
		assertThat(Files.isSymbolicLink(this.root.resolve("gone"))).isFalse();
		assertThat(this.root.resolve("zip/1/2")).doesNotExist();
	}

	@Test
	void writeWhenNothingIsLeftRemovesAll() throws IOException {
		this.directory.write(files("a", "s1", "b/c", "s2"));
		this.directory.write(Map.of());
		assertThat(tree()).isEmpty();
		assertThat(this.directory.write(Map.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0777", "0400", "0407", "0440", "0666", "600" })
	void writeGivesModeWhateverTheUmask(String mode) throws IOException {
		this.directory.write(Map.of(new FilePath("a"), new FileEntry(SensitiveValue.of("s1"), FileMode.of(mode))));
		assertThat(Files.getPosixFilePermissions(this.root.resolve("a"))).isEqualTo(FileMode.of(mode).permissions());
	}

	@Test
	void writeWhenModeAloneDiffersWritesIt() throws IOException {
		this.directory.write(files("a", "s1"));
		FileEntry readable = new FileEntry(SensitiveValue.of("s1"), FileMode.of("0444"));
		assertThat(this.directory.write(Map.of(new FilePath("a"), readable))).containsExactly("a");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve("a"))))
			.isEqualTo("r--r--r--");
	}

	@Test
	void writeGivesDirectoriesTheirMode() throws IOException {
		Path other = this.temporary.resolve("other");
		try (AtomicDirectory open = AtomicDirectory.open(other, DirectoryModes.of(FileMode.of("0750")), STANDING)) {
			open.write(files("a/b/c", "s1"));
			for (String path : new String[] { "", "..data/", "..data/a", "..data/a/b" }) {
				assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve(path)))).as(path)
					.isEqualTo("rwxr-x---");
			}
		}
	}

	@Test
	void writeKeepsBytesAndEmptyContent() throws IOException {
		byte[] bytes = { 0, (byte) 0xFF, 10, 13 };
		Map<FilePath, FileEntry> files = Map.of(new FilePath(".dot"),
				new FileEntry(SensitiveValue.of(bytes), FileMode.FILE), new FilePath("empty"),
				new FileEntry(SensitiveValue.of(""), FileMode.FILE));
		this.directory.write(files);
		assertThat(this.root.resolve(".dot")).hasBinaryContent(bytes);
		assertThat(this.root.resolve("empty")).isEmptyFile();
		assertThat(this.directory.write(files)).isEmpty();
	}

	@Test
	void writeRepairsWhatOthersDeletedOrChanged() throws IOException {
		Map<FilePath, FileEntry> files = files("a", "s1", "b", "s2", "c", "s3", "d", "s4");
		this.directory.write(files);
		Path generation = this.root.resolve("..data").toRealPath();
		Files.delete(this.root.resolve("a"));
		Files.delete(generation.resolve("b"));
		Files.setPosixFilePermissions(generation.resolve("c"), PosixFilePermissions.fromString("rw-------"));
		Files.writeString(generation.resolve("c"), "??");
		Files.writeString(generation.resolve("extra"), "??");
		assertThat(this.directory.write(files)).containsExactly("a", "b", "c", "extra");
		assertThat(tree()).containsOnlyKeys("a", "b", "c", "d").containsEntry("c", "s3");
	}

	@Test
	void writeLeavesFilesOfOthers() throws IOException {
		Files.writeString(this.root.resolve("mine"), "of somebody else");
		this.directory.write(files("a", "s1"));
		assertThat(tree()).containsOnly(Map.entry("a", "s1"), Map.entry("mine", "of somebody else"));
		this.directory.write(Map.of());
		assertThat(tree()).containsOnlyKeys("mine");
	}

	@Test
	void writeWhenAFileOfOthersIsInTheWaySaysSoAndWritesNothing() throws IOException {
		Files.createDirectories(this.root.resolve("b"));
		Files.writeString(this.root.resolve("b/c"), "of somebody else");
		assertOccupied("b", files("a", "s1", "b/c", "s2"));
		assertThat(tree()).containsOnly(Map.entry("b/c", "of somebody else"));
	}

	@Test
	void writeWhenALinkOfOthersIsInTheWaySaysSo() throws IOException {
		Path outside = Files.writeString(this.temporary.resolve("outside"), "not ours");
		Files.createSymbolicLink(this.root.resolve("a"), outside);
		assertOccupied("a", files("a", "s1"));
		assertThat(outside).hasContent("not ours");
	}

	@Test
	void writeReplacesWhatHasTakenThePlaceOfALinkUnlessItIsAFilledDirectory() throws IOException {
		this.directory.write(files("a", "s1", "b", "s2", "c/d", "s3"));
		Path outside = Files.writeString(this.temporary.resolve("outside"), "not ours");
		for (String top : new String[] { "a", "b", "c" }) {
			Files.delete(this.root.resolve(top));
		}
		Files.createSymbolicLink(this.root.resolve("a"), outside);
		Files.writeString(this.root.resolve("b"), "edited");
		Files.createDirectory(this.root.resolve("c"));
		assertThat(this.directory.write(files("a", "s1", "b", "s2", "c/d", "s3"))).containsExactly("a", "b", "c/d");
		assertThat(tree()).containsOnly(Map.entry("a", "s1"), Map.entry("b", "s2"), Map.entry("c/d", "s3"));
		assertThat(outside).hasContent("not ours");
		Files.delete(this.root.resolve("c"));
		Files.createDirectories(this.root.resolve("c/of somebody else"));
		assertOccupied("c", files("a", "s1", "b", "s2", "c/d", "s3"));
	}

	@Test
	void writeNeverFollowsALinkOutOfTheDirectory() throws IOException {
		Path outside = Files.createDirectories(this.temporary.resolve("outside"));
		Files.writeString(outside.resolve("a"), "not ours");
		Files.createSymbolicLink(this.root.resolve("..data"), outside);
		assertOccupied("..data", files("a", "s1"));
		assertThat(outside.resolve("a")).hasContent("not ours");
		Files.delete(this.root.resolve("..data"));
		Files.createDirectory(this.root.resolve("..data"));
		assertOccupied("..data", files("a", "s1"));
	}

	@Test
	void writeWhenItsGenerationWasDeletedWritesAnother() throws IOException {
		this.directory.write(files("a", "s1"));
		Generation.delete(this.root.resolve("..data").toRealPath());
		assertThat(this.directory.write(files("a", "s1"))).containsExactly("a");
		assertThat(tree()).containsOnly(Map.entry("a", "s1"));
	}

	@Test
	void writeWhenModeOfADirectoryDiffersWritesIt() throws IOException {
		this.directory.write(files("a/b", "s1"));
		Files.setPosixFilePermissions(this.root.resolve("a"), PosixFilePermissions.fromString("rwxr-xr-x"));
		assertThat(this.directory.write(files("a/b", "s1"))).containsExactly("a");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve("a"))))
			.isEqualTo("rwx------");
	}

	@Test
	void writeGivesSpecialDirectoriesTheirMode() throws IOException {
		Path other = this.temporary.resolve("other");
		DirectoryModes modes = new DirectoryModes(FileMode.DIRECTORY, Map.of(new FilePath("a/b"), FileMode.of("0750")));
		try (AtomicDirectory open = AtomicDirectory.open(other, modes, STANDING)) {
			open.write(files("a/b/c", "s1"));
			assertThat(open.write(files("a/b/c", "s1"))).isEmpty();
		}
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("a"))))
			.isEqualTo("rwx------");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other.resolve("a/b"))))
			.isEqualTo("rwxr-x---");
	}

	private void assertOccupied(String name, Map<FilePath, FileEntry> files) {
		assertThatExceptionOfType(FileWriteException.class).isThrownBy(() -> this.directory.write(files))
			.withMessage(
					"The files in '%1$s' cannot be written: '%2$s' is there already, and nothing says that an application with this library has written it. Move '%1$s/%2$s' away, or write the files elsewhere."
						.formatted(this.root, name));
	}

	@Test
	void writeKeepsTheGenerationBeforeUntilTheNextCall() throws IOException {
		this.directory.write(files("a", "s1"));
		Path before = this.root.resolve("..data").toRealPath();
		this.directory.write(files("a", "s2"));
		assertThat(before.resolve("a")).hasContent("s1");
		this.directory.write(files("a", "s2"));
		assertThat(before).doesNotExist();
	}

	@Test
	void writeRemovesWhatAProcessLeftThatDied() throws IOException {
		Path left = Files.createDirectories(this.root.resolve("..2025_01_02_15_04_05.000000000/x"));
		Files.createSymbolicLink(this.root.resolve("..next"), Path.of("nowhere"));
		this.directory.write(files("a", "s1"));
		assertThat(left.getParent()).doesNotExist();
		assertThat(Files.exists(this.root.resolve("..next"), LinkOption.NOFOLLOW_LINKS)).isFalse();
	}

	@Test
	void writeWhenAFileWouldBeADirectorySaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.directory.write(files("a", "s1", "a/b", "s2")))
			.withMessage("The file path 'a' is needed as a directory by 'a/b'");
		assertThat(this.root.resolve("a")).doesNotExist();
	}

	@Test
	void writeWhenFileSystemRefusesKeepsTheFiles() throws IOException {
		this.directory.write(files("a", "s1"));
		Map<FilePath, FileEntry> files = files("a", "s2", "b", "s3");
		Path nothing = this.root.resolve("..next");
		Files.createDirectories(nothing.resolve("in the way"));
		assertThatExceptionOfType(FileWriteException.class).isThrownBy(() -> this.directory.write(files))
			.withMessage(
					"The files in '%1$s' cannot be written: the directory '%1$s/..next' is not empty. Check the file system at '%1$s'."
						.formatted(this.root));
		assertThat(tree()).containsEntry("a", "s1").doesNotContainKey("b");
		try (Stream<Path> generations = Files.list(this.root)) {
			assertThat(generations.filter((path) -> path.getFileName().toString().startsWith("..2"))).hasSize(1);
		}
	}

	@Test
	void openWhenDirectoryIsOpenSaysSo() {
		assertThatExceptionOfType(FileWriteException.class)
			.isThrownBy(() -> AtomicDirectory.open(this.root, DirectoryModes.of(FileMode.DIRECTORY), STANDING))
			.withMessage(
					"The files in '%s' are written by another process or application. Give each application a directory of its own."
						.formatted(this.root));
		this.directory.close();
		AtomicDirectory.open(this.root, DirectoryModes.of(FileMode.DIRECTORY), STANDING).close();
	}

	@Test
	void openWhenLockWasTriedInVainStillKeepsOtherProcessesOut() throws Exception {
		assertThatExceptionOfType(FileWriteException.class)
			.isThrownBy(() -> AtomicDirectory.open(this.root, DirectoryModes.of(FileMode.DIRECTORY), STANDING));
		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				WriterProcess.class.getName(), this.root.toString(), "1")
			.redirectErrorStream(true)
			.start();
		String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(output)
			.contains("The files in '%s' are written by another process or application.".formatted(this.root));
	}

	@Test
	void openWhenFileSystemHasNoPermissionsSaysSo() throws IOException {
		try (FileSystem zip = FileSystems.newFileSystem(this.temporary.resolve("x.zip"), Map.of("create", "true"))) {
			assertThatExceptionOfType(FileWriteException.class)
				.isThrownBy(() -> AtomicDirectory.open(zip.getPath("/secrets"), DirectoryModes.of(FileMode.DIRECTORY),
						STANDING))
				.withMessage("The files in '/secrets' cannot be written: the file system has no POSIX permissions. "
						+ "Choose a directory on a file system of Linux or macOS.");
		}
	}

	@Test
	void isInPlaceWhenDirectoryWasDeletedReturnsFalse() throws IOException {
		assertThat(this.directory.isInPlace()).isTrue();
		Generation.delete(this.root);
		assertThat(this.directory.isInPlace()).isFalse();
		Files.createDirectory(this.root);
		Files.writeString(this.root.resolve("..lock"), "");
		assertThat(this.directory.isInPlace()).isFalse();
	}

	@Test
	void openWhenAFileIsThereSaysSo() throws IOException {
		Path file = Files.writeString(this.temporary.resolve("file"), "");
		assertThatExceptionOfType(FileWriteException.class)
			.isThrownBy(() -> AtomicDirectory.open(file, DirectoryModes.of(FileMode.DIRECTORY), STANDING))
			.withMessage(
					"The files in '%1$s' cannot be written: '%1$s' is not a directory. Check the file system at '%1$s'."
						.formatted(file));
	}

	@Test
	void openWhenModeLocksItsOwnerOutSaysSo() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> AtomicDirectory.open(this.temporary.resolve("x"), DirectoryModes.of(FileMode.of("0550")),
					STANDING))
			.withMessage("The directory mode '0550' must give its owner all rights, such as 0700");
	}

	private static Map<FilePath, FileEntry> files(String... pathsAndContents) {
		Map<FilePath, FileEntry> files = new HashMap<>();
		for (int i = 0; i < pathsAndContents.length; i += 2) {
			files.put(new FilePath(pathsAndContents[i]),
					new FileEntry(SensitiveValue.of(pathsAndContents[i + 1]), FileMode.FILE));
		}
		return files;
	}

	/**
	 * Read what shows to somebody who lists the directory without its hidden part.
	 */
	private Map<String, String> tree() throws IOException {
		Map<String, String> tree = new TreeMap<>();
		try (Stream<Path> paths = Files.walk(this.root, FileVisitOption.FOLLOW_LINKS)) {
			for (Path path : paths.filter(Files::isRegularFile).toList()) {
				String name = this.root.relativize(path).toString();
				if (!name.startsWith("..")) {
					tree.put(name, Files.readString(path, StandardCharsets.UTF_8));
				}
			}
		}
		return tree;
	}

}
