package dev.keyvault.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;

/**
 * Reads secrets with nothing but the HTTP client of the JDK, 16 at a time.
 */
public final class BareClient {

	private BareClient() {
	}

	/**
	 * Read the secrets.
	 * @param arguments how to reach the vault
	 * @throws Exception if a secret cannot be read
	 */
	public static void main(String[] arguments) throws Exception {
		VaultAddress vault = VaultAddress.of(arguments);
		HttpClient client = client(vault);
		ExecutorService threads = Executors.newFixedThreadPool(16);
		List<Callable<String>> reads = new ArrayList<>();
		for (int i = 0; i < vault.secrets(); i++) {
			URI address = URI.create(vault.endpoint() + "/secrets/secret-" + i + "?api-version=7.6");
			reads.add(() -> read(client, address, vault.token()));
		}
		for (Future<String> value : threads.invokeAll(reads)) {
			if (value.get().isEmpty()) {
				throw new IllegalStateException("A secret has no value");
			}
		}
		Finish.now();
	}

	private static HttpClient client(VaultAddress vault) throws GeneralSecurityException, IOException {
		return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(vault.trust()).build();
	}

	private static String read(HttpClient client, URI address, String token) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
		String body = client.send(request, BodyHandlers.ofString()).body();
		try (JsonReader json = JsonProviders.createReader(body)) {
			return String.valueOf(json.<Object>readMap(JsonReader::readUntyped).get("value"));
		}
	}

}
