package dev.keyvault.azure;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * A managed identity endpoint.
 */
public final class HttpDouble implements AutoCloseable {

	public final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	public HttpDouble(int status, String body) {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
			this.server.createContext("/", (exchange) -> answer(exchange, status, body));
			this.server.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static HttpDouble givingToken(String token) {
		return new HttpDouble(200,
				"{\"access_token\":\"%s\",\"expires_on\":\"4102444800\",\"resource\":\"https://vault.azure.net\",\"token_type\":\"Bearer\"}"
					.formatted(token));
	}

	private void answer(HttpExchange exchange, int status, String body) throws IOException {
		try (exchange; OutputStream stream = exchange.getResponseBody()) {
			this.requests.add(exchange.getRequestURI().toString());
			byte[] content = body.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(status, content.length);
			stream.write(content);
		}
	}

	public String address() {
		return "http://localhost:" + this.server.getAddress().getPort();
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
