package dev.keyvault.test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import dev.keyvault.fixtures.LeakHarness;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Uses a vault and looks for its values in all logs and descriptions.
 */
class EmbeddedKeyVaultLeakTests {

	@RegisterExtension
	final LeakHarness leaks = new LeakHarness();

	@Test
	void vaultIsServedInSilence() throws Exception {
		try (EmbeddedKeyVault vault = EmbeddedKeyVault.start()) {
			String token = this.leaks.mark("token", vault.token());
			String value = this.leaks.mark("value");
			EmbeddedSecret secret = EmbeddedSecret.named("db-password").value(value);
			vault.put(secret);
			assertThat(get(vault, "/secrets/db-password", token)).contains(value);
			vault.faults().times(2).malformedBody();
			get(vault, "/secrets/db-password", token);
			get(vault, "/secrets/db-password", this.leaks.mark("wrong token"));
			get(vault, "/secrets/none", token);
			this.leaks.see("descriptions", secret + " " + vault + " " + vault.requests().lines());
		}
	}

	private static String get(EmbeddedKeyVault vault, String path, String token) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create(vault.endpoint() + path + "?api-version=7.4"))
			.header("Authorization", "Bearer " + token)
			.build();
		HttpClient client = HttpClient.newBuilder().sslContext(vault.sslContext()).build();
		return client.send(request, BodyHandlers.ofString()).body();
	}

}
