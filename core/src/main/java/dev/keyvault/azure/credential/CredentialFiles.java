package dev.keyvault.azure.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.keyvault.Internal;
import dev.keyvault.azure.http.AzureEnvironment;

/**
 * The files in which a credential lies.
 *
 * @param settings the settings of the credential
 * @param environment the environment, whose variables may name files too
 */
@Internal
public record CredentialFiles(CredentialSettings settings, AzureEnvironment environment) {

	/**
	 * Tell which of the files everybody on this machine may change, and so choose who the
	 * application is.
	 * @return a warning for each
	 */
	public List<String> warnings() {
		return files().stream()
			.filter(CredentialFiles::isWritableForAll)
			.map((file) -> "Every user of this machine may change the credential file '%s'. Take that away: chmod o-w '%1$s'."
				.formatted(file))
			.toList();
	}

	private List<Path> files() {
		List<Path> files = new ArrayList<>();
		Path directory = this.settings.directory();
		if (directory != null) {
			files.addAll(list(directory));
		}
		add(files, this.settings.clientCertificatePath());
		if (this.settings.type() == CredentialType.AUTO || this.settings.type() == CredentialType.WORKLOAD_IDENTITY) {
			add(files, variable("AZURE_CLIENT_CERTIFICATE_PATH"));
			add(files, variable("AZURE_FEDERATED_TOKEN_FILE"));
		}
		return files;
	}

	private @Nullable Path variable(String name) {
		String value = this.environment.variable(name);
		return (value != null) ? Path.of(value) : null;
	}

	private static void add(List<Path> files, @Nullable Path file) {
		if (file != null) {
			files.add(file);
		}
	}

	private static List<Path> list(Path directory) {
		try (Stream<Path> files = Files.list(directory)) {
			return Stream.concat(Stream.of(directory), files.filter(Files::isRegularFile).sorted()).toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private static boolean isWritableForAll(Path file) {
		try {
			return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
		}
		catch (IOException | UnsupportedOperationException ex) {
			return false;
		}
	}

}
