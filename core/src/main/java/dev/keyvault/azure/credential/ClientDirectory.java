package dev.keyvault.azure.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import dev.keyvault.object.SensitiveValue;

/**
 * A mounted Kubernetes Secret that holds the client id and the client secret of an
 * application, in files whose names may be in any case and have dashes or underscores.
 *
 * @param path the directory
 */
record ClientDirectory(Path path) {

	String clientId() {
		return read("clientid");
	}

	SensitiveValue clientSecret() {
		return SensitiveValue.of(read("clientsecret"));
	}

	private String read(String name) {
		try (Stream<Path> files = Files.list(this.path)) {
			Path file = files.filter((candidate) -> isNamed(candidate, name))
				.findFirst()
				.orElseThrow(() -> missing("has no file '" + name + "'"));
			String content = new String(new CredentialFile(file).read(), StandardCharsets.UTF_8).strip();
			if (content.isEmpty()) {
				throw missing("has nothing in its file '" + name + "'");
			}
			return content;
		}
		catch (IOException ex) {
			throw missing("cannot be read");
		}
	}

	private static boolean isNamed(Path file, String name) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[-_]", "").equals(name);
	}

	private CredentialException missing(String what) {
		return CredentialException.refused("the directory '%s' %s".formatted(this.path, what),
				"Mount the Kubernetes Secret with the entries 'clientid' and 'clientsecret' there, or correct '{credential}.directory'.");
	}

}
