package dev.keyvault.azure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.keyvault.test.EmbeddedKeyVault;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the credentials that the identity library takes from the environment of the
 * process, each in a JVM of its own.
 */
class MachineIdentityTests {

	private final EmbeddedKeyVault embedded = EmbeddedKeyVault.start();

	@TempDir
	private Path directory;

	MachineIdentityTests() {
		this.embedded.putSecret("name", "value");
	}

	@AfterEach
	void close() {
		this.embedded.close();
	}

	@Test
	void readWithManagedIdentityAsksMetadataService() {
		try (HttpDouble metadata = HttpDouble.givingToken(this.embedded.token())) {
			String read = ChildJvm.read(this.embedded, Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", metadata.address()),
					"MANAGED_IDENTITY", "the-client");
			assertThat(read).isEqualTo("read with managed identity (client 'the-client')");
			assertThat(metadata.requests).singleElement()
				.asString()
				.startsWith("/metadata/identity/oauth2/token?")
				.contains("client_id=the-client");
		}
	}

	@Test
	void readWithManagedIdentityAsksEndpointOfApp() {
		try (HttpDouble endpoint = HttpDouble.givingToken(this.embedded.token())) {
			Map<String, String> variables = Map.of("IDENTITY_ENDPOINT", endpoint.address() + "/msi/token",
					"IDENTITY_HEADER", "header");
			assertThat(ChildJvm.read(this.embedded, variables, "AUTO")).isEqualTo("read with managed identity");
			assertThat(endpoint.requests).singleElement().asString().startsWith("/msi/token?");
		}
	}

	@Test
	void readWithManagedIdentityThatIsNotThereTellsCure() {
		try (HttpDouble metadata = new HttpDouble(400,
				"{\"error\":\"invalid_request\",\"error_description\":\"Identity not found\"}")) {
			assertThat(ChildJvm.read(this.embedded, Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", metadata.address()),
					"MANAGED_IDENTITY"))
				.isEqualTo(
						"AuthenticationFailedException: No token for vault 'payments' (%s): the token endpoint '%s' refuses managed identity (HTTP 400 invalid_request). Check that the identity exists and may be used here; the settings are below 'vaults.payments.credential'.",
						this.embedded.endpoint(), metadata.address());
		}
	}

	@Test
	void readWithManagedIdentityWhenEndpointIsClosedTellsSo() throws IOException {
		String address;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
			address = "http://localhost:" + socket.getLocalPort();
		}
		assertThat(
				ChildJvm.read(this.embedded, Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", address), "MANAGED_IDENTITY"))
			.isEqualTo(
					"VaultUnreachableException: No token for vault 'payments' (%s): the token endpoint '%s' does not accept connections. Check the address and the port, and that the network lets this application connect.",
					this.embedded.endpoint(), address);
	}

	@Test
	void readWithAzureCliRunsIt() throws IOException {
		installAz("echo '{\"accessToken\":\"%s\",\"expiresOn\":\"2099-01-01 00:00:00.000000\"}'"
			.formatted(this.embedded.token()));
		assertThat(ChildJvm.read(this.embedded, Map.of("PATH", path()), "AZURE_CLI")).isEqualTo("read with Azure CLI");
	}

	@Test
	void readWithAzureCliWhenNobodyIsLoggedInTellsCure() throws IOException {
		installAz("echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");
		assertThat(ChildJvm.read(this.embedded, Map.of("PATH", path()), "AZURE_CLI")).isEqualTo(
				"AuthenticationFailedException: No token for vault 'payments' (%s): nobody is logged in to the Azure CLI. Run 'az login'.",
				this.embedded.endpoint());
	}

	@Test
	void readWithAzureCliThatIsNotInstalledTellsCure() {
		assertThat(ChildJvm.read(this.embedded, Map.of(), "AZURE_CLI")).isEqualTo(
				"AuthenticationFailedException: No token for vault 'payments' (%s): the Azure CLI is not installed. Install it, or choose another 'vaults.payments.credential.type'.",
				this.embedded.endpoint());
	}

	@Test
	void readWithDefaultChainFindsWhatTheSdkFinds() {
		try (HttpDouble endpoint = HttpDouble.givingToken(this.embedded.token())) {
			Map<String, String> variables = Map.of("IDENTITY_ENDPOINT", endpoint.address(), "IDENTITY_HEADER",
					"header");
			assertThat(ChildJvm.read(this.embedded, variables, "DEFAULT_CHAIN")).isEqualTo("read with default chain");
		}
	}

	@Test
	void readWithDefaultChainFindsWhoIsLoggedInToAzureCli() throws IOException {
		try (HttpDouble metadata = new HttpDouble(400, "{\"error\":\"invalid_request\"}")) {
			installAz("echo '{\"accessToken\":\"%s\",\"expiresOn\":\"2099-01-01 00:00:00.000000\"}'"
				.formatted(this.embedded.token()));
			Map<String, String> variables = Map.of("PATH", path(), "AZURE_POD_IDENTITY_AUTHORITY_HOST",
					metadata.address());
			assertThat(ChildJvm.read(this.embedded, variables, "DEFAULT_CHAIN")).isEqualTo("read with default chain");
		}
	}

	@Test
	void readWithDefaultChainOfDeveloperFindsWhoIsLoggedInToDeveloperCli() throws IOException {
		install("azd",
				"echo '{\"token\":\"%s\",\"expiresOn\":\"2099-01-01T00:00:00Z\"}'".formatted(this.embedded.token()));
		Map<String, String> variables = Map.of("PATH", path(), "AZURE_TOKEN_CREDENTIALS", "dev");
		assertThat(ChildJvm.read(this.embedded, variables, "DEFAULT_CHAIN")).isEqualTo("read with default chain");
	}

	@Test
	void readWithDefaultChainThatFindsNothingTellsWhatItLeavesOut() {
		assertThat(ChildJvm.read(this.embedded, Map.of("AZURE_TOKEN_CREDENTIALS", "dev"), "DEFAULT_CHAIN")).isEqualTo(
				"AuthenticationFailedException: No token for vault 'payments' (%s): no credential of the Azure SDK's default chain gives one. Set 'vaults.payments.credential.type' to the credential you mean; the log of 'com.azure.identity' tells what was tried. The sign-in of IntelliJ, Visual Studio Code and Azure PowerShell takes 'com.microsoft.azure:msal4j-persistence-extension', which is not there.",
				this.embedded.endpoint());
	}

	@ParameterizedTest
	@ValueSource(strings = { "IntelliJCredential", "VisualStudioCodeCredential", "AzurePowerShellCredential" })
	void readWithDefaultChainThatNeedsLibraryNamesIt(String choice) {
		assertThat(ChildJvm.read(this.embedded, Map.of("AZURE_TOKEN_CREDENTIALS", choice), "DEFAULT_CHAIN")).isEqualTo(
				"AuthenticationFailedException: No token for vault 'payments' (%s): AZURE_TOKEN_CREDENTIALS is '%s', which takes a library that is not there. Add 'com.microsoft.azure:msal4j-persistence-extension' to the application, or choose another 'vaults.payments.credential.type'.",
				this.embedded.endpoint(), choice);
	}

	private void installAz(String script) throws IOException {
		install("az", script);
	}

	private void install(String name, String script) throws IOException {
		Path program = Files.writeString(this.directory.resolve(name), "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	private String path() {
		return this.directory + ":" + System.getenv("PATH");
	}

}
