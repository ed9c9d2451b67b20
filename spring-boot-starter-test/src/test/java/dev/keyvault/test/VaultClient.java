package dev.keyvault.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.github.tomakehurst.wiremock.common.Json;

/**
 * A plain HTTP client of an embedded vault.
 */
final class VaultClient {

	private static final String API_VERSION = "api-version=2025-07-01";

	private final EmbeddedKeyVault vault;

	private final HttpClient http;

	VaultClient(EmbeddedKeyVault vault) {
		this.vault = vault;
		this.http = HttpClient.newBuilder().sslContext(vault.sslContext()).build();
	}

	Answer get(String path) throws IOException, InterruptedException {
		return get(this.vault.token(), path);
	}

	Answer get(String token, String path) throws IOException, InterruptedException {
		return send(request(path).header("Authorization", "Bearer " + token).build());
	}

	Answer getWithoutToken(String path) throws IOException, InterruptedException {
		return send(request(path).build());
	}

	CompletableFuture<Integer> getLater(String path) {
		HttpRequest request = request(path).header("Authorization", "Bearer " + this.vault.token()).build();
		return this.http.sendAsync(request, BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
	}

	/**
	 * Send a request over a connection of its own, which nothing replaces when it ends.
	 * @param path the path
	 * @return the connection
	 * @throws IOException if it cannot be sent
	 */
	Socket write(String path) throws IOException {
		URI endpoint = this.vault.endpoint();
		Socket socket = this.vault.sslContext().getSocketFactory().createSocket(endpoint.getHost(), endpoint.getPort());
		socket.setSoTimeout(60_000);
		String request = "GET %s?%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n".formatted(path,
				API_VERSION, endpoint.getAuthority(), this.vault.token());
		socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	InputStream getBody(String path) throws IOException, InterruptedException {
		HttpRequest request = request(path).header("Authorization", "Bearer " + this.vault.token()).build();
		return this.http.send(request, BodyHandlers.ofInputStream()).body();
	}

	Answer getExactly(String uri) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(uri))
			.header("Authorization", "Bearer " + this.vault.token())
			.build());
	}

	Answer send(String method, String path, String body) throws IOException, InterruptedException {
		return send(request(path).header("Authorization", "Bearer " + this.vault.token())
			.method(method, BodyPublishers.ofString(body))
			.build());
	}

	Answer postForm(String path, String form) throws IOException, InterruptedException {
		return send(HttpRequest.newBuilder(URI.create(this.vault.authorityHost() + path))
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(BodyPublishers.ofString(form))
			.build());
	}

	private HttpRequest.Builder request(String path) {
		String uri = this.vault.endpoint() + path + (path.contains("?") ? "&" : "?") + API_VERSION;
		return HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofMinutes(2));
	}

	private Answer send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.http.send(request, BodyHandlers.ofString());
		return new Answer(response.statusCode(), response.body(), response);
	}

	/**
	 * What came back.
	 *
	 * @param status the HTTP status
	 * @param body the body
	 * @param response the whole response
	 */
	record Answer(int status, String body, HttpResponse<String> response) {

		Map<?, ?> json() {
			return Json.read(this.body, Map.class);
		}

		Map<?, ?> json(String member) {
			return (Map<?, ?>) json().get(member);
		}

		String text(String member) {
			return (String) json().get(member);
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

	}

}
