package dev.keyvault.azure.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import dev.keyvault.azure.AzureFixture;
import dev.keyvault.azure.Cloud;
import dev.keyvault.azure.VaultSettings;
import dev.keyvault.azure.http.Limits;
import dev.keyvault.object.Vault;
import dev.keyvault.source.AuthenticationFailedException;
import dev.keyvault.source.ObjectSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link CredentialFile}, and for credentials whose files cannot be read to
 * their end.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CredentialFileTests {

	private static final Vault VAULT = new Vault("payments", Cloud.PUBLIC.endpoint("payments-kv"));

	@TempDir
	private Path directory;

	private final AzureFixture fixture = new AzureFixture();

	@Test
	void readWhenFileIsBehindLinksGivesIt() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "s3cret-of-file");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), file);
		assertThat(new CredentialFile(link).read()).asString().isEqualTo("s3cret-of-file");
	}

	@Test
	void readWhenFileHasNoEndRefuses() {
		assertThatIOException().isThrownBy(() -> new CredentialFile(Path.of("/dev/zero")).read());
	}

	@Test
	void readWhenFileIsTooLongRefuses() throws IOException {
		Path file = Files.write(this.directory.resolve("file"), new byte[Limits.CREDENTIAL_FILE + 1]);
		assertThatIOException().isThrownBy(() -> new CredentialFile(file).read()).withMessage("The file is too long");
	}

	@Test
	void readWhenDirectoryHasNamedPipeTellsSoAndRecovers() throws IOException, InterruptedException {
		Path pipe = pipe("clientid");
		Files.writeString(this.directory.resolve("clientsecret"), "s3cret-of-file");
		ClientDirectory client = new ClientDirectory(this.directory);
		assertThatExceptionOfType(CredentialException.class).isThrownBy(client::clientId);
		Files.delete(pipe);
		Files.writeString(pipe, "client");
		assertThat(client.clientId()).isEqualTo("client");
	}

	@Test
	void readWhenClientCertificateIsNamedPipeTellsSo() throws IOException, InterruptedException {
		Path pipe = pipe("certificate.pem");
		ObjectSource source = this.fixture.open(VaultSettings.of(VAULT,
				CredentialSettings.builder(CredentialType.CLIENT_CERTIFICATE)
					.tenantId("tenant")
					.clientId("client")
					.clientCertificatePath(pipe)
					.build()));
		assertThatExceptionOfType(AuthenticationFailedException.class)
			.isThrownBy(() -> this.fixture.read(source, AzureFixture.secret(VAULT, "name")))
			.withMessage(
					"No token for vault 'payments' (https://payments-kv.vault.azure.net): the client certificate '%s' cannot be read. Check that 'vaults.payments.credential.client-certificate-path' is a file that this application may read.",
					pipe);
	}

	private Path pipe(String name) throws IOException, InterruptedException {
		Path pipe = this.directory.resolve(name);
		Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
		assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return pipe;
	}

}
