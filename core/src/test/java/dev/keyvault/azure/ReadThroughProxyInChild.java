package dev.keyvault.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.keyvault.azure.credential.CredentialSettings;
import dev.keyvault.azure.credential.CredentialType;
import dev.keyvault.azure.http.AzureEnvironment;
import dev.keyvault.azure.http.HttpSettings;
import dev.keyvault.azure.http.ProxySettings;
import dev.keyvault.object.SensitiveValue;
import dev.keyvault.object.Vault;
import dev.keyvault.source.Deadline;
import dev.keyvault.source.KeyVaultException;
import dev.keyvault.source.ObjectRequest;
import dev.keyvault.source.ObjectRequest.Content;

/**
 * Reads the secret {@code name} of {@code https://payments.example.org} in a JVM of its
 * own, with a client secret of {@code https://login.example.org}, through the proxy that
 * variables, properties of the JVM or the arguments name.
 */
public final class ReadThroughProxyInChild {

	private ReadThroughProxyInChild() {
	}

	public static void main(String[] args) throws IOException {
		Duration time = Duration.ofMinutes(1);
		AzureEnvironment environment = AzureEnvironment.system(new HttpSettings(time, time, proxy(args)));
		Vault vault = new Vault("payments", URI.create("https://payments.example.org"));
		CredentialSettings credential = CredentialSettings.builder(CredentialType.CLIENT_SECRET)
			.tenantId("11111111-1111-1111-1111-111111111111")
			.clientId("22222222-2222-2222-2222-222222222222")
			.clientSecret(SensitiveValue.of("s3cret-of-application"))
			.authorityHost(URI.create("https://login.example.org"))
			.build();
		VaultSettings settings = new VaultSettings(vault, Cloud.PUBLIC, credential, Files.readString(Path.of(args[0])),
				false);
		try (AzureVaults vaults = AzureVaults.create(List.of(settings), environment)) {
			ObjectRequest request = new ObjectRequest(AzureFixture.secret(vault, "name"), Content.FULL);
			vaults.source().read(request, Deadline.in(Duration.ofMinutes(5), environment.clock()));
			System.out.println("read");
		}
		catch (KeyVaultException ex) {
			ex.printStackTrace(System.out);
			System.out.println(ex.getMessage());
		}
	}

	private static @Nullable ProxySettings proxy(String[] args) {
		return (args.length == 1) ? null : new ProxySettings("localhost", Integer.parseInt(args[1]), args[2],
				SensitiveValue.of(args[3]), List.of());
	}

}
