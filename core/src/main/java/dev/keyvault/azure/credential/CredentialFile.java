package dev.keyvault.azure.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import dev.keyvault.azure.http.Limits;

/**
 * A file that a credential is kept in.
 *
 * @param path the file
 */
record CredentialFile(Path path) {

	/**
	 * Read the file. What is not a regular file, such as a named pipe or a device, is not
	 * opened: reading it might never end.
	 * @return its bytes
	 * @throws IOException if it cannot be read, is not a regular file or is too long
	 */
	byte[] read() throws IOException {
		requireRegular();
		try (InputStream content = Files.newInputStream(this.path)) {
			byte[] bytes = content.readNBytes(Limits.CREDENTIAL_FILE + 1);
			if (bytes.length > Limits.CREDENTIAL_FILE) {
				throw new IOException("The file is too long");
			}
			return bytes;
		}
	}

	private void requireRegular() throws NoSuchFileException {
		if (!isRegular()) {
			throw new NoSuchFileException(this.path.toString());
		}
	}

	/**
	 * Return whether the file is there, or what links lead to, and can be read to its
	 * end.
	 * @return whether it is a regular file
	 */
	boolean isRegular() {
		return Files.isRegularFile(this.path);
	}

}
