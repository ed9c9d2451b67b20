package dev.keyvault.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * Reads the secret {@code name} in a JVM of its own, whose environment variables a test
 * sets, and prints who read it or why that failed. Its clock is fast: a second of waiting
 * takes 100 ms.
 */
public final class ReadInChild {

	private ReadInChild() {
	}

	public static void main(String[] args) throws IOException {
		Clock clock = new FastClock(10);
		AzureEnvironment environment = new AzureEnvironment(System::getenv, clock,
				(time) -> Thread.sleep(time.toMillis() / 10), () -> 0.5);
		Vault vault = new Vault("payments", URI.create(args[0]));
		CredentialSettings credential = CredentialSettings.builder(CredentialType.valueOf(args[2]))
			.clientId((args.length > 3) ? args[3] : null)
			.build();
		VaultSettings settings = new VaultSettings(vault, Cloud.PUBLIC, credential, Files.readString(Path.of(args[1])),
				false);
		try (AzureVaults vaults = AzureVaults.create(List.of(settings), environment)) {
			ObjectRequest request = new ObjectRequest(AzureFixture.secret(vault, "name"), Content.FULL);
			vaults.source().read(request, Deadline.in(Duration.ofSeconds(100), clock));
			System.out.println("read with " + vaults.identity(vault));
		}
		catch (KeyVaultException ex) {
			System.out.println(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}
	}

}
