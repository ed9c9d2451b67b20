package dev.keyvault.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.file.FileTarget.FileSettings;
import dev.keyvault.fixtures.MemoryMount;
import dev.keyvault.mapping.DeclaredKey;
import dev.keyvault.mapping.KeyMapping;
import dev.keyvault.mapping.NamedKey;
import dev.keyvault.mapping.ObjectReference;
import dev.keyvault.object.ObjectAttributes;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.TestObjects;
import dev.keyvault.object.VaultObject;
import dev.keyvault.snapshot.Snapshot;
import dev.keyvault.target.TargetException;
import dev.keyvault.target.WriteResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FileTarget}.
 */
class FileTargetTests {

	private static final String DECLARATION = "keyvault:payments";

	private static final InstantSource STANDING = InstantSource.fixed(Instant.parse("2026-01-02T15:04:05Z"));

	@TempDir
	Path temporary;

	private Path root;

	private FileTarget target;

	@BeforeEach
	void create() {
		this.root = this.temporary.resolve("secrets");
		this.target = target(file("password", "app.password"), optional("tls/user", "app.user"));
	}

	@AfterEach
	void close() {
		this.target.close();
	}

	@Test
	void createTouchesNothing() {
		assertThat(this.root).doesNotExist();
		assertThat(this.target.name()).isEqualTo("files");
		assertThat(this.target.keys()).containsExactlyInAnyOrder(new NamedKey("app.password"),
				new NamedKey("app.user"));
		assertThat(this.target.comparisonInterval()).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void writeSaysWhatItDid() {
		assertThat(this.target.write(values("app.password", "s3cret-1"))).isEqualTo(WriteResult.CREATED);
		assertThat(this.target.write(values("app.password", "s3cret-1"))).isEqualTo(WriteResult.UNCHANGED);
		assertThat(this.target.write(values("app.password", "s3cret-2"))).isEqualTo(WriteResult.UPDATED);
		assertThat(this.root.resolve("password")).hasContent("s3cret-2");
	}

	@Test
	void writeWhenNothingHasChangedLeavesTheDiskAlone() throws IOException {
		Snapshot values = values("app.password", "s3cret", "app.user", "s3cret-user");
		this.target.write(values);
		Path generation = this.root.resolve("..data").toRealPath();
		FileTime before = FileTime.from(Instant.EPOCH);
		Files.setLastModifiedTime(this.root, before);
		Files.setLastModifiedTime(generation.resolve("password"), before);
		assertThat(this.target.write(values)).isEqualTo(WriteResult.UNCHANGED);
		assertThat(Files.getLastModifiedTime(this.root, LinkOption.NOFOLLOW_LINKS)).isEqualTo(before);
		assertThat(Files.getLastModifiedTime(this.root.resolve("password"))).isEqualTo(before);
	}

	@Test
	void writeWhenAnotherProcessHasWrittenTheSameLeavesTheDiskAlone() {
		this.target.write(values("app.password", "s3cret"));
		this.target.close();
		FileTarget next = target(file("password", "app.password"), optional("tls/user", "app.user"));
		assertThat(next.write(values("app.password", "s3cret"))).isEqualTo(WriteResult.UNCHANGED);
		next.close();
	}

	@Test
	void writeWhenOptionalKeyComesAndGoesSoDoesItsFile() {
		assertThat(this.target.write(values("app.password", "s3cret"))).isEqualTo(WriteResult.CREATED);
		assertThat(this.root.resolve("tls/user")).doesNotExist();
		this.target.write(values("app.password", "s3cret", "app.user", "s3cret-user"));
		assertThat(this.root.resolve("tls/user")).hasContent("s3cret-user");
		this.target.write(values("app.password", "s3cret"));
		assertThat(this.root.resolve("tls")).doesNotExist();
		assertThat(Files.isSymbolicLink(this.root.resolve("tls"))).isFalse();
	}

	@Test
	void writeWhenRequiredKeyHasNoValueSaysSoAndKeepsTheFiles() {
		this.target.write(values("app.password", "s3cret"));
		assertThatExceptionOfType(TargetException.class)
			.isThrownBy(() -> this.target.write(values("app.user", "s3cret-user")))
			.withMessage(
					"The files in '%s' stay as they are: key 'app.password' of file 'password' has no value. Import the key, correct its name, or mark the file as optional."
						.formatted(this.root));
		assertThat(this.root.resolve("password")).hasContent("s3cret");
		assertThat(this.root.resolve("tls/user")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "${x}", "#{1 + 1}", "\n", "a\r\nb\n", "\uFEFFtext", " ü€😀\t", "\u0000" })
	void writeKeepsTextToTheCharacter(String text) throws IOException {
		this.target.write(values("app.password", text));
		assertThat(Files.readString(this.root.resolve("password"))).isEqualTo(text);
	}

	@Test
	void writeKeepsBytes() {
		byte[] bytes = new byte[25 * 1024];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = (byte) i;
		}
		this.target.write(snapshot(Map.of("app.password", SensitiveValue.of(bytes))));
		assertThat(this.root.resolve("password")).hasBinaryContent(bytes);
	}

	@Test
	void writeGivesEachFileItsMode() throws IOException {
		FileTarget special = target(file("a", "app.password"),
				new DeclaredFile(new FilePath("b"), key("app.password"), false, FileMode.of("0444")));
		special.write(values("app.password", "s3cret"));
		assertThat(mode("a")).isEqualTo("r--------");
		assertThat(mode("b")).isEqualTo("r--r--r--");
		special.close();
	}

	@Test
	void writeRepairsWhatOthersDeletedOrEdited() throws IOException {
		Snapshot values = values("app.password", "s3cret", "app.user", "s3cret-user");
		this.target.write(values);
		Files.delete(this.root.resolve("..data").toRealPath().resolve("tls/user"));
		Files.delete(this.root.resolve("password"));
		Files.writeString(this.root.resolve("password"), "edited");
		assertThat(this.target.write(values)).isEqualTo(WriteResult.UPDATED);
		assertThat(this.root.resolve("password")).hasContent("s3cret");
		assertThat(this.root.resolve("tls/user")).hasContent("s3cret-user");
	}

	@Test
	void writeWhenTheDirectoryWasDeletedWritesItAnew() throws IOException {
		this.target.write(values("app.password", "s3cret"));
		Generation.delete(this.root);
		assertThat(this.target.write(values("app.password", "s3cret"))).isEqualTo(WriteResult.CREATED);
		assertThat(this.root.resolve("password")).hasContent("s3cret");
	}

	@Test
	void writeWhenAnotherTargetHasTheDirectorySaysSoUntilItIsClosed() {
		this.target.write(values("app.password", "s3cret"));
		FileTarget other = target(file("other", "app.password"));
		assertThatExceptionOfType(TargetException.class).isThrownBy(() -> other.write(values("app.password", "s3cret")))
			.withMessage(
					"The files in '%s' are written by another process or application. Give each application a directory of its own."
						.formatted(this.root));
		assertThat(this.root.resolve("other")).doesNotExist();
		this.target.close();
		assertThat(other.write(values("app.password", "s3cret"))).isEqualTo(WriteResult.UPDATED);
		other.close();
	}

	@Test
	void writeWhenFileSystemIsReadOnlySaysSoAndKeepsTheFiles() throws IOException {
		try (MemoryMount mount = MemoryMount.at(this.root, "size=1m")) {
			this.target.write(values("app.password", "s3cret"));
			this.target.close();
			mount.remount("ro");
			assertThatExceptionOfType(TargetException.class)
				.isThrownBy(() -> this.target.write(values("app.password", "s3cret-2")))
				.withMessage(
						"The files in '%1$s' cannot be written: Read-only file system. Mount a volume that can be written at '%1$s', such as an emptyDir of medium Memory."
							.formatted(this.root));
			assertThat(this.root.resolve("password")).hasContent("s3cret");
			mount.remount("rw");
			assertThat(this.target.write(values("app.password", "s3cret-2"))).isEqualTo(WriteResult.UPDATED);
			this.target.close();
		}
	}

	@Test
	void writeWhenDiskIsFullSaysSoAndKeepsTheFiles() throws IOException {
		try (MemoryMount mount = MemoryMount.at(this.root, "size=32k")) {
			this.target.write(values("app.password", "s3cret"));
			assertThatExceptionOfType(TargetException.class)
				.isThrownBy(() -> this.target.write(values("app.password", "s3cret".repeat(10_000))))
				.withMessage(
						"The files in '%s' cannot be written: No space left on device. Make room on the file system, or raise the size limit of its volume."
							.formatted(this.root));
			assertThat(this.root.resolve("password")).hasContent("s3cret");
			mount.remount("size=1m");
			assertThat(this.target.write(values("app.password", "s3cret-2"))).isEqualTo(WriteResult.UPDATED);
			this.target.close();
		}
	}

	@Test
	void writeWhenInterruptedSaysSoAndKeepsTheFiles() {
		this.target.write(values("app.password", "s3cret"));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TargetException.class)
			.isThrownBy(() -> this.target.write(values("app.password", "s3cret-2")))
			.withMessage("The files in '%s' cannot be written: the writing was interrupted. ".formatted(this.root)
					+ "Nothing, if the application is being stopped; the files are written when it starts again.");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.root.resolve("password")).hasContent("s3cret");
		assertThat(this.target.write(values("app.password", "s3cret-2"))).isEqualTo(WriteResult.UPDATED);
	}

	@Test
	void writeWhenAFileIsAboveTheDirectorySaysSo() throws IOException {
		Files.writeString(this.root, "a file");
		FileTarget below = new FileTarget(settings(this.root.resolve("below")), List.of(file("a", "app.password")),
				STANDING);
		assertThatExceptionOfType(TargetException.class).isThrownBy(() -> below.write(values("app.password", "s3cret")))
			.withMessage(
					"The files in '%1$s/below' cannot be written: Not a directory. Check the file system at '%1$s/below'."
						.formatted(this.root));
	}

	@Test
	void createWhenOneFileIsADirectoryOfAnotherOrThereTwiceSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> target(file("a", "app.x"), file("a/b", "app.y")))
			.withMessage("The file path 'a' is needed as a directory by 'a/b'");
		assertThatIllegalArgumentException().isThrownBy(() -> target(file("a", "app.x"), file("a", "app.y")))
			.withMessage("The file path 'a' is there twice");
	}

	@Test
	void createWhenOwnerCouldNotReadAFileSaysSo() {
		FilePath path = new FilePath("a");
		FileMode mode = FileMode.of("0040");
		assertThatIllegalArgumentException().isThrownBy(() -> new DeclaredFile(path, key("app.x"), false, mode))
			.withMessage("The file mode '0040' must let the owner of the file read it, such as 0400");
	}

	private FileTarget target(DeclaredFile... files) {
		return new FileTarget(settings(this.root), List.of(files), STANDING);
	}

	private static FileSettings settings(Path directory) {
		return new FileSettings(directory, DirectoryModes.of(FileMode.DIRECTORY), Duration.ofMinutes(2));
	}

	private static DeclaredFile file(String path, String key) {
		return new DeclaredFile(new FilePath(path), key(key), false, FileMode.FILE);
	}

	private static DeclaredFile optional(String path, String key) {
		return new DeclaredFile(new FilePath(path), key(key), true, FileMode.FILE);
	}

	private static DeclaredKey key(String key) {
		return new DeclaredKey(DECLARATION, new NamedKey(key));
	}

	private static Snapshot values(String... keysAndTexts) {
		Map<String, SensitiveValue> values = new LinkedHashMap<>();
		for (int i = 0; i < keysAndTexts.length; i += 2) {
			values.put(keysAndTexts[i], SensitiveValue.of(keysAndTexts[i + 1]));
		}
		return snapshot(values);
	}

	private static Snapshot snapshot(Map<String, SensitiveValue> values) {
		Map<NamedKey, Snapshot.Entry> entries = new LinkedHashMap<>();
		values.forEach((key, value) -> entries.put(new NamedKey(key), entry(key, value)));
		return new Snapshot(Map.of(DECLARATION, entries));
	}

	private static Snapshot.Entry entry(String key, SensitiveValue value) {
		KeyMapping mapping = new KeyMapping(new NamedKey(key), TestObjects.VAULT,
				ObjectReference.parse(key.replace('.', '-')));
		return new Snapshot.Entry(value,
				new VaultObject.Secret(mapping.object().at(TestObjects.version(1)), ObjectAttributes.NONE, value),
				mapping);
	}

	private String mode(String path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.root.resolve(path)));
	}

}
