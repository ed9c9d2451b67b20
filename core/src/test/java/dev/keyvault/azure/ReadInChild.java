package dev.keyvault.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * Reads the secret {@code name} in a JVM of its own, whose environment variables a test
 * sets, and prints who read it or why that failed. It is as patient as a slow machine
 * needs.
 */
public final class ReadInChild {

	private ReadInChild() {
	}

	public static void main(String[] args) throws IOException {
		Duration time = Duration.ofMinutes(1);
		AzureEnvironment environment = AzureEnvironment.system(new HttpSettings(time, time));
		Vault vault = new Vault("payments", URI.create(args[0]));
		CredentialSettings credential = CredentialSettings.builder(CredentialType.valueOf(args[2]))
			.clientId((args.length > 3) ? args[3] : null)
			.build();
		VaultSettings settings = new VaultSettings(vault, Cloud.PUBLIC, credential, Files.readString(Path.of(args[1])),
				false);
		try (AzureVaults vaults = AzureVaults.create(List.of(settings), environment)) {
			ObjectRequest request = new ObjectRequest(AzureFixture.secret(vault, "name"), Content.FULL);
			vaults.source().read(request, Deadline.in(Duration.ofMinutes(5), environment.clock()));
			System.out.println("read with " + vaults.identity(vault));
		}
		catch (KeyVaultException ex) {
			System.out.println(ex.getClass().getSimpleName() + ": " + ex.getMessage());
		}
	}

}
