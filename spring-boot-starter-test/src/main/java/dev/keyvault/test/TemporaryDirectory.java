package dev.keyvault.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A directory of flat files that goes away with its vault.
 *
 * @param path where it is
 */
record TemporaryDirectory(Path path) {

	static TemporaryDirectory create() {
		try {
			return new TemporaryDirectory(Files.createTempDirectory("embedded-key-vault"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("No temporary directory for the embedded key vault", ex);
		}
	}

	Path resolve(String file) {
		return this.path.resolve(file);
	}

	Path write(String file, String content) {
		try {
			return Files.writeString(resolve(file), content, StandardCharsets.US_ASCII);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The file '" + resolve(file) + "' cannot be written", ex);
		}
	}

	void delete() {
		try (Stream<Path> files = Files.exists(this.path) ? Files.list(this.path) : Stream.empty()) {
			for (Path file : Stream.concat(files, Stream.of(this.path)).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The directory '" + this.path + "' cannot be deleted", ex);
		}
	}

}
