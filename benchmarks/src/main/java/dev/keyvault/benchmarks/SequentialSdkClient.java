package dev.keyvault.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import com.azure.core.credential.AccessToken;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import reactor.core.publisher.Mono;

/**
 * Reads secrets with the client of the Azure SDK, one after the other.
 */
public final class SequentialSdkClient {

	private SequentialSdkClient() {
	}

	/**
	 * Read the secrets.
	 * @param arguments how to reach the vault
	 * @throws GeneralSecurityException if the authority cannot be trusted
	 * @throws IOException if the authority cannot be read
	 */
	public static void main(String[] arguments) throws GeneralSecurityException, IOException {
		VaultAddress vault = VaultAddress.of(arguments);
		AccessToken token = new AccessToken(vault.token(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1));
		SecretClient client = new SecretClientBuilder().vaultUrl(vault.endpoint())
			.credential((request) -> Mono.just(token))
			.disableChallengeResourceVerification()
			.httpClient(new JdkHttpClientBuilder(HttpClient.newBuilder().sslContext(vault.trust())).build())
			.buildClient();
		for (int i = 0; i < vault.secrets(); i++) {
			if (client.getSecret("secret-" + i).getValue().isEmpty()) {
				throw new IllegalStateException("A secret has no value");
			}
		}
		Finish.now();
	}

}
